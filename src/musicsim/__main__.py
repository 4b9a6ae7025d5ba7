"""`python -m musicsim`."""

if __name__ == "__main__":
    from musicsim.entrypoints.cli.main import main

    main()

"""The imaginary record collection: who made what, in which key, tempo and format, and which files are copies."""

from dataclasses import dataclass
from typing import Literal

from musicsim.adapters.demo.plan import Piece

Format = Literal["mp3", "ogg", "opus", "m4a", "flac"]
Cover = Literal["embedded", "folder", "none"]
Change = Literal["re-encoded", "shortened"]

Song = tuple[str, str, float]
"""Title, key, and tempo in quarter notes a minute."""


@dataclass(frozen=True, slots=True)
class Album:
    """Five songs by one artist in one style and format; `bitrate` in bit/s (ignored by FLAC)."""

    artist: str
    title: str
    year: int
    genre: str
    style: str
    flavour: str
    format: Format
    bitrate: int
    cover: Cover
    songs: tuple[Song, ...]

    @property
    def folder(self) -> str:
        return f"{self.artist}/{self.title}"

    def key_of(self, number: int) -> str:
        """The file of the song with that number, counted from 1, as a POSIX path below the demo folder."""
        return f"{self.folder}/{number:02} {self.songs[number - 1][0]}.{self.format}"

    def piece(self, number: int) -> Piece:
        title, key, bpm = self.songs[number - 1]
        return Piece(title, key, bpm, number, self.style, self.flavour)


@dataclass(frozen=True, slots=True)
class Copy:
    """A song's second appearance, on a compilation: written differently, quieter, or cut at its ends (seconds)."""

    album: str
    number: int
    change: Change
    format: Format
    bitrate: int
    gain_db: float = 0.0
    cut_start: float = 0.0
    cut_end: float = 0.0


ALBUMS: tuple[Album, ...] = (
    Album(
        "Marée Lente", "L'heure bleue", 2014, "Ambient",
        "ambient", "drones", "flac", 0, "folder",
        (
            ("Brume sur l'estuaire", "D minor", 56),
            ("Sous la glace", "F dorian", 50),
            ("Phare éteint", "B major", 62),
            ("Marée d'équinoxe", "Ab mixolydian", 47),
            ("La dernière balise", "C lydian", 66),
        ),
    ),
    Album(
        "Halcyon Fields", "Paper Constellations", 2019, "Ambient",
        "ambient", "glass", "opus", 72_000, "embedded",
        (
            ("Slow Orbit", "E minor", 64),
            ("Lanterns, Adrift", "G dorian", 72),
            ("A Map of Quiet Rooms", "C# major", 58),
            ("Snow on the Antenna", "A mixolydian", 68),
            ("Perihelion", "Bb lydian", 76),
        ),
    ),
    Album(
        "Kontrast 8", "Nachtlinie", 2011, "Techno",
        "techno", "dub", "opus", 72_000, "none",
        (
            ("Depot Nord", "A minor", 122),
            ("Gleis Null", "C dorian", 125),
            ("Wartehalle", "F# minor", 120),
            ("Signal, verloren", "D minor", 128),
            ("Erste Bahn", "G phrygian", 124),
        ),
    ),
    Album(
        "Acide Citrique", "Zeste", 2016, "Techno",
        "techno", "acid", "mp3", 96_000, "embedded",
        (
            ("Pépin", "E minor", 132),
            ("Pulpe fiction", "B dorian", 136),
            ("Écorce", "F minor", 130),
            ("Vitamine Cé", "C# minor", 138),
            ("Jus de minuit", "G# phrygian", 134),
        ),
    ),
    Album(
        "The Hollow Pines", "Songs for a Long Porch", 2008, "Folk",
        "folk", "steel", "mp3", 128_000, "folder",
        (
            ("Cider and Rain", "G major", 104),
            ("Old Ferry Road", "D major", 126),
            ("The Miller's Other Daughter", "A dorian", 88),
            ("Tin Roof Waltz, Almost", "C major", 112),
            ("Leave the Lamp", "E minor", 96),
        ),
    ),
    Album(
        "Clémence Aubrac", "Le chemin des crêtes", 2012, "Folk",
        "folk", "nylon", "m4a", 128_000, "none",
        (
            ("La valse du tilleul", "F major", 138),
            ("Trois sœurs", "A major", 152),
            ("Berger d'hiver", "D dorian", 120),
            ("À la claire source", "Bb major", 144),
            ("Les galets", "B minor", 130),
        ),
    ),
    Album(
        "Ellsworth Trio", "Live at the Copper Door", 1998, "Jazz",
        "jazz", "trio", "ogg", 80_000, "none",
        (
            ("Late for the Train", "F major", 168),
            ("Second Umbrella", "Bb major", 132),
            ("Minor Inconvenience", "C minor", 188),
            ("Blues for the Landlord", "G mixolydian", 148),
            ("Copper Door", "Eb major", 116),
        ),
    ),
    Album(
        "Quartier Nacre", "Cartes postales", 2003, "Jazz",
        "jazz", "vibes", "m4a", 128_000, "embedded",
        (
            ("Rue des Glacières", "G major", 140),
            ("Bossa à Sète", "D major", 128),
            ("Minuit moins le quart", "A minor", 160),
            ("Le chat du disquaire", "C mixolydian", 152),
            ("Carte sans timbre", "Ab major", 120),
        ),
    ),
    Album(
        "Iron Vesper", "Cathedral of Rust", 2006, "Metal",
        "metal", "doom", "opus", 72_000, "none",
        (
            ("Anvil Choir", "E minor", 104),
            ("Black Water Rising", "D phrygian", 92),
            ("The Furnace Remembers", "F# minor", 118),
            ("Bell Without a Tower", "C phrygian", 84),
            ("Ashfall", "G minor", 110),
        ),
    ),
    Album(
        "Foudre Noire", "Orages intérieurs", 2018, "Metal",
        "metal", "speed", "opus", 80_000, "folder",
        (
            ("Éclair", "A minor", 176),
            ("La meute", "E phrygian", 164),
            ("Dents de scie", "B minor", 188),
            ("Sans retour", "F phrygian", 158),
            ("Cœur de tempête", "D minor", 170),
        ),
    ),
    Album(
        "Pixel Paladin", "Quest for the Lost Cartridge", 2010, "Chiptune",
        "chiptune", "console", "opus", 72_000, "embedded",
        (
            ("Press Start", "C major", 148),
            ("Clockwork Keep", "A minor", 132),
            ("Sky Barge", "F mixolydian", 160),
            ("The Vault Below", "D minor", 140),
            ("Credits Roll", "G major", 124),
        ),
    ),
    Album(
        "Nuit 8 Bits", "Cartouche n° 3", 2015, "Chiptune",
        "chiptune", "handheld", "ogg", 80_000, "none",
        (
            ("Écran vert", "E major", 136),
            ("Pile faible", "B minor", 120),
            ("Le donjon d'à côté", "Ab mixolydian", 150),
            ("Boss final, enfin", "F# minor", 164),
            ("Sauvegarde", "Bb major", 112),
        ),
    ),
    Album(
        "Ensemble Val-d'Aulne", "Pièces de saison", 2001, "Orchestral",
        "orchestral", "chamber", "opus", 80_000, "folder",
        (
            ("Prélude aux bruyères", "D major", 84),
            ("Barcarolle", "G minor", 108),
            ("Aubade", "A major", 76),
            ("Sicilienne grise", "E minor", 116),
            ("Épilogue", "F major", 68),
        ),
    ),
    Album(
        "Northmoor Philharmonic", "The Cartographer's Suite", 2009, "Orchestral",
        "orchestral", "symphony", "ogg", 96_000, "embedded",
        (
            ("Setting Out", "C major", 96),
            ("The Strait", "B minor", 126),
            ("Terra Incognita", "Eb major", 80),
            ("Storm Chart", "F minor", 138),
            ("Homeward", "Bb major", 88),
        ),
    ),
    Album(
        "Tonton Vinyle", "Poussière & craquements", 2017, "Hip-Hop",
        "hiphop", "dusty", "opus", 72_000, "none",
        (
            ("Café allongé", "F major", 78),
            ("Dernier métro", "D minor", 84),
            ("Fenêtre sur cour", "Ab major", 72),
            ("Pluie sur l'Mpc", "B minor", 88),
            ("Grasse matinée", "C major", 75),
        ),
    ),
    Album(
        "Brass Tacks", "Stoop Season", 1996, "Hip-Hop",
        "hiphop", "boombap", "opus", 72_000, "none",
        (
            ("Corner Store Theory", "G major", 90),
            ("Fire Escape", "E minor", 94),
            ("Payphone", "Bb major", 86),
            ("Laces Out", "C# minor", 98),
            ("Block Party Politics", "A major", 92),
        ),
    ),
)  # fmt: skip

COMPILATION_ARTIST, COMPILATION, COMPILATION_YEAR = "Compilations", "Best Of musicsim, vol. 1", 2020
COPIES: tuple[Copy, ...] = (
    Copy("L'heure bleue", 2, "re-encoded", "mp3", 128_000, gain_db=-6.0),
    Copy("Cathedral of Rust", 3, "re-encoded", "ogg", 96_000),
    Copy("Cartouche n° 3", 4, "re-encoded", "m4a", 128_000, gain_db=-6.0),
    Copy("Live at the Copper Door", 1, "re-encoded", "mp3", 128_000),
    Copy("The Cartographer's Suite", 4, "re-encoded", "opus", 96_000, gain_db=-3.0),
    Copy("Songs for a Long Porch", 2, "shortened", "ogg", 112_000, cut_start=4.0),
    Copy("Zeste", 4, "shortened", "m4a", 128_000, cut_end=6.0),
    Copy("Stoop Season", 2, "shortened", "opus", 96_000, cut_start=3.0, cut_end=3.0),
)
"""In the order of the compilation's track numbers."""

"""The library together with what people brought: stores over other stores."""

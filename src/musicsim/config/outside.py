"""What can be set of services on the outside, and of those who paint."""

from typing import Annotated, Literal

from msgspec import Meta

from musicsim.config.house import HouseSettings
from musicsim.config.kinds import SECRET


class OutsideSettings(HouseSettings, frozen=True, kw_only=True):
    """The second part of Settings."""

    cyanite_token: Annotated[
        str,
        Meta(description="access token of an integration at Cyanite, which suggests music of Spotify", extra=SECRET),
    ] = ""
    cyanite_webhook_secret: Annotated[
        str, Meta(description="secret of that integration's webhook; empty: its messages are refused", extra=SECRET)
    ] = ""
    spotify_client_id: Annotated[
        str, Meta(description="id of an application at Spotify, which describes what Cyanite suggests")
    ] = ""
    spotify_client_secret: Annotated[str, Meta(description="that application's secret", extra=SECRET)] = ""
    listenbrainz: Annotated[
        bool, Meta(description="whether ListenBrainz and MusicBrainz are asked for music like that of the library")
    ] = False
    listenbrainz_algorithm: Annotated[
        str,
        Meta(
            pattern="^[A-Za-z0-9_]{0,200}$",
            description="which of ListenBrainz' data sets; empty: the one that this version was made with",
        ),
    ] = ""
    outside_contact: Annotated[
        str,
        Meta(
            pattern="^[!-~]{0,200}$",
            description="mail or web address at which the owner of requests to outside services can be reached",
        ),
    ] = ""

    artwork_generators: Annotated[
        str,
        Meta(
            pattern="^[a-z_, ]{0,200}$",
            description="who paints albums without a picture, the first asked first: `painter` (here, offline), "
            "`openai_images`, `limewire`; empty: nobody",
        ),
    ] = "painter"
    limewire_token: Annotated[str, Meta(description="token for pictures by LimeWire", extra=SECRET)] = ""
    limewire_quality: Annotated[Literal["LOW", "MID", "HIGH"], Meta(description="of LimeWire's pictures")] = "MID"
    limewire_credits: Annotated[float, Meta(gt=0, description="credits that a picture by LimeWire costs at most")] = 1.0
    limewire_daily_credits: Annotated[float, Meta(ge=0, description="credits that it may cost a day (UTC)")] = 10.0
    images_url: Annotated[
        str,
        Meta(description="server that speaks `/v1/images/generations`, without that; `http://` only for one of yours"),
    ] = ""
    images_key: Annotated[str, Meta(description="key for that server; empty: it wants none", extra=SECRET)] = ""
    images_model: Annotated[str, Meta(description="the model that is to paint there")] = ""
    images_quality: Annotated[str, Meta(description="its quality, in its own words; empty: what it likes")] = ""
    images_price: Annotated[float, Meta(ge=0, description="what a picture costs there at most; 0: nothing")] = 0.0
    images_daily_spending: Annotated[float, Meta(ge=0, description="what that server may cost a day (UTC)")] = 1.0

    @property
    def painters(self) -> tuple[str, ...]:
        """Who makes pictures, in their order."""
        return tuple(dict.fromkeys(name for name in self.artwork_generators.replace(",", " ").split()))

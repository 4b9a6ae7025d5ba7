"""The wiring of what lies beyond the library."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.domain.use_cases.ask_outside import AskOutside, Service
from musicsim.domain.use_cases.follow_outside import CheckUpload, FollowUpMessage, HearMessage, ShowUpload
from musicsim.domain.use_cases.forget_outside import ForgetOutside
from musicsim.domain.use_cases.recommend_beyond_library import RecommendBeyondLibrary
from musicsim.domain.use_cases.send_outside import BeginUpload, ForgetUpload, PutOffUpload, SendOutside
from musicsim.domain.use_cases.show_outside_cover import ShowOutsideCover


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """Use cases of what lies beyond the library, wired."""

    recommend: RecommendBeyondLibrary
    ask: AskOutside
    begin_upload: BeginUpload
    put_off_upload: PutOffUpload
    send: SendOutside
    show_upload: ShowUpload
    check_upload: CheckUpload
    forget_upload: ForgetUpload
    hear_message: HearMessage
    follow_up: FollowUpMessage
    forget: ForgetOutside
    show_cover: ShowOutsideCover

    @property
    def uploads_possible(self) -> bool:
        """Whether there is a service to send tracks to."""
        return self.begin_upload.library is not None


def assemble_beyond(ports: Ports) -> Beyond:
    """Wire the use cases to `ports`."""
    p, services = ports, _services(ports)
    check = CheckUpload(library=p.outside_library, uploads=p.outside_uploads, answers=p.outside_answers, clock=p.clock)
    return Beyond(
        recommend=RecommendBeyondLibrary(
            providers=[provider for provider, _ in services],
            catalogue=p.catalogue,
            finder=p.finder,
            answers=p.outside_answers,
            tracks=p.outside_tracks,
            clock=p.clock,
        ),
        ask=AskOutside(
            services=services,
            catalogue=p.catalogue,
            answers=p.outside_answers,
            tracks=p.outside_tracks,
            uploads=p.outside_uploads,
            clock=p.clock,
        ),
        begin_upload=BeginUpload(
            library=p.outside_library, catalogue=p.catalogue, uploads=p.outside_uploads, clock=p.clock
        ),
        put_off_upload=PutOffUpload(uploads=p.outside_uploads, clock=p.clock),
        send=SendOutside(
            library=p.outside_library,
            catalogue=p.catalogue,
            store=p.store,
            transcoder=p.transcoder,
            uploads=p.outside_uploads,
            clock=p.clock,
        ),
        show_upload=ShowUpload(uploads=p.outside_uploads, clock=p.clock),
        check_upload=check,
        forget_upload=ForgetUpload(library=p.outside_library, uploads=p.outside_uploads),
        hear_message=HearMessage(reader=p.webhooks, receipts=p.receipts, clock=p.clock),
        follow_up=FollowUpMessage(
            tracks=p.outside_tracks, uploads=p.outside_uploads, answers=p.outside_answers, check=check, clock=p.clock
        ),
        show_cover=ShowOutsideCover(tracks=p.outside_tracks, images=p.images, pictures=p.pictures, clock=p.clock),
        forget=ForgetOutside(answers=p.outside_answers, tracks=p.outside_tracks, clock=p.clock),
    )


def _services(ports: Ports) -> list[Service]:
    """Each provider beside the catalogue whose ids it speaks; one without that cannot be understood."""
    by_name = {catalogue.catalogue: catalogue for catalogue in reversed(ports.metadata_providers)}
    return [(one, by_name[one.catalogue]) for one in ports.similarity_providers if one.catalogue in by_name]

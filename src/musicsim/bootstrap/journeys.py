"""The wiring of paths and radio."""

from dataclasses import dataclass

from musicsim.bootstrap.discovery import Discovery
from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.use_cases.choose_on_radio import ChooseOnRadio
from musicsim.domain.use_cases.find_path import FindPath
from musicsim.domain.use_cases.keep_radio import (
    EndRadio,
    ForgetOldRadio,
    ListRadio,
    ShowRadio,
    ShowRadioPlays,
    StartRadio,
)
from musicsim.domain.use_cases.play_radio import NextOnRadio


@dataclass(frozen=True, kw_only=True)
class Journeys:
    """Use cases of paths and radio, wired."""

    find_path: FindPath
    start_radio: StartRadio
    next_on_radio: NextOnRadio
    list_radio: ListRadio
    show_radio: ShowRadio
    show_radio_plays: ShowRadioPlays
    end_radio: EndRadio
    forget_old_radio: ForgetOldRadio


def assemble_journeys(settings: Settings, ports: Ports, discovery: Discovery) -> Journeys:
    """Wire the use cases to `ports`, and to what finds seeds and completes filters."""
    p, radio, clock = ports, ports.radio, ports.clock
    choose = ChooseOnRadio(
        catalogue=p.catalogue,
        analyses=p.analyses,
        segments=p.segments,
        index=p.index,
        clock=clock,
        narrow=discovery.narrow_search,
        gather=discovery.gather_seeds,
    )
    return Journeys(
        find_path=FindPath(
            catalogue=p.catalogue,
            analyses=p.analyses,
            segments=p.segments,
            index=p.index,
            space=p.analyser.spaces[0],
        ),
        start_radio=StartRadio(sessions=radio, gather=discovery.gather_seeds, clock=clock, ids=p.ids),
        next_on_radio=NextOnRadio(sessions=radio, catalogue=p.catalogue, clock=clock, choose=choose),
        list_radio=ListRadio(sessions=radio),
        show_radio=ShowRadio(sessions=radio),
        show_radio_plays=ShowRadioPlays(sessions=radio, catalogue=p.catalogue),
        end_radio=EndRadio(sessions=radio),
        forget_old_radio=ForgetOldRadio(sessions=radio, clock=clock, days=settings.radio_days),
    )

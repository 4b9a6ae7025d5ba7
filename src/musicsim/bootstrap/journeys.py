"""The wiring of paths and radio."""

from dataclasses import dataclass

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
from musicsim.domain.use_cases.narrow_search import NarrowSearch
from musicsim.domain.use_cases.play_radio import JudgeRadio, NextOnRadio


@dataclass(frozen=True, kw_only=True)
class Journeys:
    """Use cases of paths and radio, wired."""

    find_path: FindPath
    start_radio: StartRadio
    next_on_radio: NextOnRadio
    judge_radio: JudgeRadio
    list_radio: ListRadio
    show_radio: ShowRadio
    show_radio_plays: ShowRadioPlays
    end_radio: EndRadio
    forget_old_radio: ForgetOldRadio


def assemble_journeys(settings: Settings, ports: Ports) -> Journeys:
    """Wire the use cases to `ports`."""
    p, radio, clock = ports, ports.radio, ports.clock
    narrow = NarrowSearch(favourites=p.favourites, plays=p.plays, clock=clock)
    choose = ChooseOnRadio(catalogue=p.catalogue, index=p.index, clock=clock, narrow=narrow)
    return Journeys(
        find_path=FindPath(catalogue=p.catalogue, analyses=p.analyses, index=p.index, space=p.analyser.spaces[0]),
        start_radio=StartRadio(sessions=radio, clock=clock, ids=p.ids),
        next_on_radio=NextOnRadio(sessions=radio, catalogue=p.catalogue, clock=clock, choose=choose),
        judge_radio=JudgeRadio(sessions=radio, catalogue=p.catalogue, clock=clock),
        list_radio=ListRadio(sessions=radio),
        show_radio=ShowRadio(sessions=radio),
        show_radio_plays=ShowRadioPlays(sessions=radio, catalogue=p.catalogue),
        end_radio=EndRadio(sessions=radio),
        forget_old_radio=ForgetOldRadio(sessions=radio, clock=clock, days=settings.radio_days),
    )

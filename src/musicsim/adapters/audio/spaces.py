"""The embedding spaces that listening fills, and what recordings are told apart by."""

from musicsim.domain.model.vectors import Space

MUSICNN = Space("musicnn-msd@1", 212)
"""What a network trained to tag a million songs hears: it answers "what sounds like this?"."""

MFCC = Space("mfcc@1", 40)
"""Timbre without learning, from the same patches: what a learned space has to beat."""

PRINTS = "haitsma-kalker@1"
"""The model of acoustic fingerprints."""

SPACES = (MUSICNN, MFCC)

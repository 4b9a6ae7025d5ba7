"""Land seen from above, or wood that was cut: bands of one height."""

import numpy as np

from musicsim.adapters.painter.canvas import Canvas
from musicsim.adapters.painter.colour import Palette
from musicsim.adapters.painter.parameters import CoverParameters


def paint(canvas: Canvas, look: CoverParameters, colours: Palette) -> None:
    """The waveform raises the land from left to right; fast music has narrower bands."""
    bands = 8 + round(9 * look.density)
    ridge = np.interp(canvas.across[0], np.linspace(0, 1, len(look.outline)), look.outline).astype(np.float32)
    soft = np.convolve(np.pad(ridge, 60, "edge"), np.hanning(121) / np.hanning(121).sum(), "valid")
    land = canvas.noise(2 + round(2 * look.motion), 2) + 0.5 * soft[None, :] * (1 - canvas.down)
    land = land + 0.55 * canvas.down * (look.accidents[1] - 0.2)
    low, high = np.quantile(land[::16, ::16], (0.04, 0.97))
    height = np.clip((land - low) / (high - low), 0, 0.999) * bands
    step = np.floor(height)
    ramp = np.stack([colours.shade(0.1 + 0.9 * at / bands) for at in range(bands + 1)])
    lakes = 2 + round(0.22 * bands * look.accidents[2])
    ramp[:lakes] = [0.8 * colours.accent + 0.2 * colours.shade(0.25 * at) for at in range(lakes)]
    canvas.pixels[:] = ramp[np.clip(step, 0, bands).astype(int)]
    part = height - step
    slope = np.hypot(*np.gradient(height)) + 1e-4
    near = np.clip(1.4 - np.minimum(part, 1 - part) / slope, 0, 1)
    canvas.pixels += (0.55 * near)[..., None] * (colours.ink - canvas.pixels)
    canvas.pixels *= (1 - 0.16 * np.clip(1 - part * 3, 0, 1))[..., None]

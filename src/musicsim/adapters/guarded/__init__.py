"""Ports of outside services, guarded: asked neither too often nor for too long, nor for too much money."""

export const VERTEX = `#version 300 es
layout(location = 0) in float toX;
layout(location = 1) in float toY;
layout(location = 2) in float fromX;
layout(location = 3) in float fromY;
layout(location = 4) in uint shade;
uniform vec2 middle;   // of the view, 0 to 1
uniform vec2 zoom;     // of the map, to what WebGL draws to
uniform float arrived; // of a glide from one map to the next, 0 to 1
uniform float diameter;
uniform sampler2D palette;
out vec3 colour;
void main() {
  vec2 place = mix(vec2(fromX, fromY), vec2(toX, toY), arrived);
  gl_Position = vec4((place - middle) * zoom, 0.0, 1.0);
  gl_PointSize = diameter;
  colour = texelFetch(palette, ivec2(int(shade), 0), 0).rgb;
}`

export const FRAGMENT = `#version 300 es
precision mediump float;
in vec3 colour;
uniform float alpha;
uniform float edge; // how much of a point its soft edge takes
out vec4 drawn;
void main() {
  float away = 2.0 * length(gl_PointCoord - 0.5);
  float cover = alpha * (1.0 - smoothstep(1.0 - edge, 1.0, away));
  drawn = vec4(colour * cover, cover);
}`

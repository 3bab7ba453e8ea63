// Nothing on a page needs this file: pictures are whole without it. It adds pan and zoom, and shows whose lines are whose.
for (const figure of document.querySelectorAll(".graph")) {
  const svgs = [...figure.querySelectorAll("svg")].map((svg) => {
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    return { svg, width, height, zoom: 1, x: width / 2, y: height / 2 };
  });
  const show = (v) => {
    const w = v.width / v.zoom, h = v.height / v.zoom;
    v.x = Math.min(Math.max(v.x, w / 2), v.width - w / 2);
    v.y = Math.min(Math.max(v.y, h / 2), v.height - h / 2);
    v.svg.setAttribute("viewBox", `${v.x - w / 2} ${v.y - h / 2} ${w} ${h}`);
    v.svg.classList.toggle("zoomed", v.zoom > 1);
  };
  // The point under the pointer stays where it is.
  const zoom = (v, factor, px = 0.5, py = 0.5) => {
    const before = v.zoom;
    v.zoom = Math.min(Math.max(v.zoom * factor, 1), 12);
    const gain = 1 / before - 1 / v.zoom;
    v.x += (px - 0.5) * v.width * gain;
    v.y += (py - 0.5) * v.height * gain;
    show(v);
  };
  const tools = figure.querySelector(".tools");
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const factor = target.closest("button")?.value;
    if (factor) svgs.forEach((v) => factor === "0" ? (v.zoom = 1, show(v)) : zoom(v, Number(factor)));
  });

  for (const v of svgs) {
    const fingers = new Map();
    const at = (e) => {
      const r = v.svg.getBoundingClientRect();
      return [(e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height];
    };
    let moved = 0;
    v.svg.addEventListener("wheel", (e) => {
      if (!e.ctrlKey) return;
      e.preventDefault();
      zoom(v, Math.exp(-e.deltaY / 300), ...at(e));
    }, { passive: false });
    v.svg.addEventListener("pointerdown", (e) => {
      if (e.button) return;
      fingers.set(e.pointerId, at(e));
      moved = 0;
    });
    v.svg.addEventListener("pointermove", (e) => {
      const was = fingers.get(e.pointerId);
      if (!was) return;
      const now = at(e);
      const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1];
      if (other) {
        const far = (p) => Math.hypot((p[0] - other[0]) * v.width, (p[1] - other[1]) * v.height) || 1;
        zoom(v, far(now) / far(was), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      } else if (v.zoom > 1) {
        v.x -= (now[0] - was[0]) * v.width / v.zoom;
        v.y -= (now[1] - was[1]) * v.height / v.zoom;
        show(v);
      }
      moved += Math.abs(now[0] - was[0]) * v.width + Math.abs(now[1] - was[1]) * v.height;
      if (moved > 8 && e.pointerType === "mouse") v.svg.setPointerCapture(e.pointerId);
      fingers.set(e.pointerId, now);
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (e) => fingers.delete(e.pointerId));
    v.svg.addEventListener("dragstart", (e) => e.preventDefault());
    // Who drags does not follow a link.
    v.svg.addEventListener("click", (e) => {
      if (moved > 8) e.preventDefault();
    }, true);
    // The lines of a node, while it is pointed at.
    const light = (e) => {
      const node = e.target.closest?.("[data-node]")?.dataset.node;
      v.svg.classList.toggle("lit", node !== undefined);
      for (const line of v.svg.querySelectorAll("[data-ends]")) {
        line.classList.toggle("on", line.dataset.ends.split(" ").includes(node));
      }
    };
    for (const event of ["pointerover", "pointerout", "focusin", "focusout"]) {
      v.svg.addEventListener(event, (e) => light(event.endsWith("out") ? { target: {} } : e));
    }
  }
}

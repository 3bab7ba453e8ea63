// Looks at one view of the desk as several people do: in two widths, at twice the size, with axe, and in the tree that Chromium
// gives to screen readers. A part of desk_whole.mjs.
import assert from 'node:assert/strict';

const ROLES = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio', 'spinbutton', 'switch', 'slider', 'dialog', 'DisclosureTriangle']);

// Every control that screen readers are told of has a name.
const named = async (page, name) => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const controls = nodes.filter((node) => !node.ignored && ROLES.has(node.role?.value));
  assert.ok(controls.length > 0, `${name}: no controls`);
  const nameless = controls.filter((node) => !node.name?.value?.trim());
  assert.deepEqual(nameless.map((node) => `${name}: ${node.role.value} ${node.nodeId}`), []);
  return controls.length;
};

const inside = async (page, name) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
};

const controlsOf = (page) => page.evaluate(() => [...document.querySelectorAll('main button, main a, main input, main select, main textarea, main summary')]
  .filter((one) => one.checkVisibility()).map((one) => {
    const { left, right } = one.getBoundingClientRect();
    return [one.outerHTML.slice(0, 120), left >= -1 && right <= innerWidth + 1];
  }));

// Returns the function that looks. With a page of its own it looks at that page as it is.
export const looks = ({ browser, axe, address }) => async (path, name, own) => {
  const read = async (page, where) => {
    if (axe) {
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run());
      assert.deepEqual(found.violations.map((one) => `${where} ${one.id}: ${one.nodes[0].html}`), []);
    }
    await named(page, where);
  };
  if (own) {
    await named(own, name);
    return;
  }
  const seen = {};
  const sizes = [
    ['wide', { viewport: { width: 1280, height: 800 } }],
    ['at twice the size', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['on a phone', { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true }],
  ];
  for (const [size, options] of sizes) {
    const context = await browser.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    // The page comes again when the work behind it is done.
    const waiting = '[data-waits], #searching';
    for (let n = 0; n < 100; n += 1) {
      try {
        await page.goto(address + path);
      } catch (error) {
        // It came again by itself at this moment.
        if (!/interrupted|ERR_ABORTED/.test(String(error))) throw error;
        await page.waitForTimeout(200);
        continue;
      }
      if (!await page.locator(waiting).count()) break;
      await page.waitForTimeout(200);
    }
    const where = `${name} ${size}`;
    await inside(page, where);
    const controls = await controlsOf(page);
    assert.deepEqual(controls.filter(([, isInside]) => !isInside), [], where);
    seen[size] = controls.length;
    // Nothing is lost where there is less room.
    assert.equal(controls.length, seen.wide, where);
    await read(page, where);
    await context.close();
  }
};

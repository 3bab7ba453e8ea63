// Nothing on a page needs this file. It opens what is folded while a page is printed, since paper cannot be clicked, and
// leads to the search.
{
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  // `/` leads to the search from everywhere.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    const field = document.getElementById("q"), link = document.querySelector("a[rel=search]");
    if (!field && !link) return;
    event.preventDefault();
    if (field) field.focus(); else location.href = link.href;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

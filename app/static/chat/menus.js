// Menus that open over the page: one at a time, closed by Escape and by a click elsewhere.

const open = () => document.querySelectorAll("details.menu[open]");

/** Let menus close as people expect of them. */
export const connectMenus = () => {
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
};

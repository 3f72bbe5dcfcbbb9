// Runs before the first paint: the theme and the language as they were chosen, and the token out of
// the address, where it would be shared along with a view.
const root = document.documentElement;
const kept = (store, name) => {
  try { return store.getItem(name); } catch { return null; }
};
const theme = kept(localStorage, "theme");
if (theme) root.dataset.theme = theme;
root.lang = kept(localStorage, "language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
const token = location.hash.match(/^#token=(.*)$/)?.[1];
if (token) {
  try { sessionStorage.setItem("token", decodeURIComponent(token)); } catch { /* asked for later */ }
  history.replaceState(null, "", location.pathname);
}

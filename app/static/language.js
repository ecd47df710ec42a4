// The choice of the language at the top of every page; the server then writes the page in it.
document.getElementById("language").addEventListener("change", (event) => {
  document.cookie = `oap_language=${event.target.value}; path=/; max-age=31536000; samesite=strict`;
  void document.cookie; // read back, so that it is written before the page is asked for anew
  location.reload();
});

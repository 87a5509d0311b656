// What the HTML report adds to the wire log, behind which it stands in the same module.

wireLogs(document);

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const details of target?.querySelectorAll(":scope > details") ?? []) {
    details.open = true;
  }
}

addEventListener("hashchange", openTarget);
openTarget();

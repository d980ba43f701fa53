(function () {
'use strict';
var root = document.documentElement, language = root.lang;
function each(list, act) { Array.prototype.forEach.call(list, act); }
function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[\u0111\u0110]/g, 'd').toLowerCase(); }

var theme = document.getElementById('ui-theme'), paper = document.getElementById('ui-print');
var dark = matchMedia('(prefers-color-scheme:dark)').matches;
theme.hidden = paper.hidden = false;
theme.setAttribute('aria-pressed', String(dark));
theme.addEventListener('click', function () {
  dark = !dark;
  root.setAttribute('data-theme', dark ? 'dark' : 'light');
  theme.setAttribute('aria-pressed', String(dark));
});
paper.addEventListener('click', function () { print(); });

function value(row, i) { var v = row.cells[i].dataset.v; return v === undefined ? null : parseFloat(v); }
function byColumn(rows, i, up) {
  var names = new Intl.Collator(language, { numeric: true });
  var numeric = rows.some(function (r) { return value(r, i) !== null; });
  return rows.slice().sort(function (a, b) {
    if (!numeric) { var d = names.compare(a.cells[i].textContent, b.cells[i].textContent); return up ? d : -d; }
    var x = value(a, i), y = value(b, i);
    if (x === null || y === null) { return (x === null) - (y === null); }
    return up ? x - y : y - x;
  });
}
function makeSortable(table) {
  var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows), heads = table.tHead.rows[0].cells;
  each(heads, function (head, i) {
    if (head.hasAttribute('data-fixed')) { return; }
    var button = document.createElement('button'), printed = document.createElement('span');
    button.type = 'button';
    button.textContent = printed.textContent = head.textContent;
    printed.className = 'po';
    printed.setAttribute('aria-hidden', 'true');
    head.textContent = '';
    head.appendChild(button);
    head.appendChild(printed);
    button.addEventListener('click', function () {
      var sorted = head.getAttribute('aria-sort'), figures = !head.classList.contains('left');
      var up = sorted ? sorted === 'descending' : !figures;
      each(heads, function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      byColumn(rows, i, up).forEach(function (row) { body.appendChild(row); });
    });
  });
  return rows;
}
function makeSearchable(controls, rows) {
  var search = controls.querySelector('input'), group = controls.querySelector('select'), count = controls.querySelector('output');
  var texts = rows.map(function (row) { return fold(row.textContent); });
  function filter() {
    var shown = 0, wanted = fold(search.value.trim());
    rows.forEach(function (row, i) {
      var fits = (!group || !group.value || row.dataset.g === group.value) && texts[i].indexOf(wanted) >= 0;
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    count.textContent = count.dataset.f.replace('[n]', shown).replace('[t]', rows.length);
  }
  search.addEventListener('input', filter);
  if (group) { group.addEventListener('change', filter); }
  controls.hidden = false;
  filter();
}
each(document.querySelectorAll('table[data-sortable]'), function (table) {
  var rows = makeSortable(table), block = table.closest('.block'), controls = block && block.querySelector('.controls');
  if (controls) { makeSearchable(controls, rows); }
});

// On a small screen the headline comes first: the contents open at a touch.
var contents = document.querySelector('nav.toc details');
if (contents && window.matchMedia('(max-width:680px)').matches) { contents.open = false; }

var links = {};
each(document.querySelectorAll('nav.toc a'), function (a) { links[a.hash.slice(1)] = a; });
if ('IntersectionObserver' in window) {
  var watch = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      for (var id in links) { links[id].removeAttribute('aria-current'); }
      links[entry.target.id].setAttribute('aria-current', 'true');
    });
  }, { rootMargin: '-80px 0px -70% 0px' });
  each(document.querySelectorAll('main h2[id]'), function (head) { if (links[head.id]) { watch.observe(head); } });
}
})();

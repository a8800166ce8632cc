// What the page is built with: elements, screens, the phone's memory, requests, words.
//
// What the server says is always shown with text nodes, never as HTML. Every request can be sent
// again without harm (the server knows it by its identifier), so `call` repeats it until the network
// is back.
"use strict";

const Tools = (function () {
  const main = document.getElementById("main");
  const live = document.getElementById("live");
  let screen = 0;          // counts screens, so that late answers do not touch a newer one
  let shownAt = 0;         // when the present screen appeared (performance.now)
  let busyScreen = 0;      // the screen whose button is being carried out
  let nextID = 0;

  // ---- Elements

  /** Makes an element; strings become text nodes, functions under on… become listeners. */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.keys(properties || {}).forEach(function (name) {
      const value = properties[name];
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(name, String(value));
      }
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const text = (words, kind) => make("p", { class: kind }, words);

  /** Pairs of a word and a figure. */
  function facts(pairs) {
    const list = make("dl");
    pairs.forEach((pair) =>
      list.append(make("dt", null, pair[0]), make("dd", null, String(pair[1]))));
    return list;
  }

  function table(caption, heads, rows) {
    const cell = (value) =>
      make("td", { class: /^[\d.%—]+$/.test(value) ? "number" : null }, String(value));
    const rowOf = (cells) => make("tr", null, ...cells);
    return make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
      make("table", null, make("caption", null, caption),
        make("thead", null, rowOf(heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", null, ...rows.map((row) => rowOf(row.map(cell))))));
  }

  const newID = function () { nextID += 1; return "field-" + nextID; };

  /** A labelled text field. */
  function field(label, properties, hint) {
    const id = newID();
    const input = make("input", Object.assign({
      id: id, type: "text", autocomplete: "off", "aria-describedby": hint ? id + "-hint" : null,
    }, properties));
    return { input: input, element: make("div", null, make("label", { for: id }, label),
      hint ? make("p", { class: "hint", id: id + "-hint" }, hint) : null, input) };
  }

  /** A labelled choice of one, from values and their names. */
  function choice(label, names) {
    const id = newID();
    const input = make("select", { id: id },
      ...Object.keys(names).map((value) => make("option", { value: value }, names[value])));
    return { input: input, element: make("div", null, make("label", { for: id }, label), input) };
  }

  /** A labelled checkbox. */
  function tick(words) {
    const input = make("input", { type: "checkbox" });
    return { input: input,
      element: make("label", { class: "choice" }, input, make("span", null, words)) };
  }

  /** A closed section that fetches its content when it is opened. */
  function lazy(title, load) {
    const body = make("div", null, text("正在读取……"));
    let isLoaded = false;
    const details = make("details", null, make("summary", null, title), body);
    details.addEventListener("toggle", async function () {
      if (!details.open || isLoaded) return;
      isLoaded = true;
      let content;
      try { content = await load(); } catch (problem) {
        content = [text("⚠ " + (problem.detail || "暂时无法读取。"))];
        isLoaded = false;
      }
      body.textContent = "";
      body.append(...content);
    });
    return details;
  }

  /** Selects that lead from the top of a tree to a leaf; long levels can be narrowed by typing. */
  function cascade(title, nodes) {
    const children = new Map();
    nodes.forEach(function (node) {
      if (!children.has(node.parent)) children.set(node.parent, []);
      children.get(node.parent).push(node);
    });
    const box = make("div");
    const chosen = [];
    function level(depth, parent) {
      while (box.children.length > depth) box.lastChild.remove();
      chosen.length = depth;
      const choices = children.get(parent) || [];
      if (!choices.length) return;
      const id = newID();
      const select = make("select", { id: id });
      const fill = function (words) {
        select.textContent = "";
        select.append(make("option", { value: "" }, "请选择"));
        choices.filter((node) => node.name.indexOf(words) >= 0).forEach((node) =>
          select.append(make("option", { value: node.id }, node.name)));
      };
      const take = function () {
        const node = choices.find((each) => String(each.id) === select.value);
        level(depth + 1, node ? node.id : null);
        if (node) chosen[depth] = node;
        else chosen.length = depth;
      };
      select.addEventListener("change", take);
      fill("");
      const filter = choices.length > 40
        ? field("输入几个字，缩小“" + title + "”的范围", { type: "search" }) : null;
      if (filter) {
        filter.input.addEventListener("input", function () {
          fill(filter.input.value.trim());
          take();
        });
      }
      box.append(make("div", null, filter && filter.element,
        make("label", { for: id }, depth ? title + "（第 " + (depth + 1) + " 级）" : title), select));
    }
    level(0, 0);
    return {
      element: box,
      /** The leaf's identifier; null when nothing is chosen. */
      value() {
        const last = chosen[chosen.length - 1];
        if (!last) return null;
        if (!last.is_leaf) {
          refuse("请把“" + title + "”选到最后一级。", box.lastChild.querySelector("select"));
        }
        return last.id;
      },
    };
  }

  // ---- Screens

  /** Puts a screen up and brings the reader to its top. */
  function show(...children) {
    screen += 1;
    shownAt = performance.now();
    document.body.classList.remove("busy");
    main.textContent = "";
    main.append(...children.filter(Boolean));
    const title = main.querySelector("h1");
    if (title) title.tabIndex = -1;
    (title || main).focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  /** Reads words out to those who do not see them. */
  function announce(words) {
    live.textContent = "";
    setTimeout(function () { live.textContent = words; }, 50);
  }

  /**
   * A handler that does nothing twice: not while it is still at work, and not within 400 ms of a
   * new screen, when a second tap was meant for the old one.
   */
  function once(action) {
    return async function (event) {
      event.preventDefault();
      const control = event.currentTarget;
      if (busyScreen === screen || performance.now() - shownAt < 400) return;
      const mine = screen;
      busyScreen = mine;
      document.body.classList.add("busy");
      const old = document.getElementById("problem");
      if (old) old.remove();
      try {
        await action();
      } catch (problem) {
        if (mine === screen) await Tools.explain(problem, control);
      }
      if (busyScreen === mine) busyScreen = 0;
      if (mine === screen) document.body.classList.remove("busy");
    };
  }

  const button = (words, action, kind) =>
    make("button", { type: "button", class: kind, onclick: once(action) }, words);

  /** A form with its button; the browser itself never sends it. */
  const form = (words, action, ...fields) => make("form", { novalidate: true, onsubmit: once(action) },
    ...fields, make("button", { type: "submit", class: "main" }, words));

  /** Stops an action, with the reason for the person and the control to mend. */
  function refuse(words, control) {
    throw { detail: words, control: control };
  }

  /** Shows a message next to the control that was used, or at the end. */
  function warn(lines, control) {
    const box = make("div", { id: "problem", class: "box bad", role: "alert", tabindex: -1 },
      ...lines.map((line, index) => text((index ? "" : "⚠ ") + line)));
    if (control && main.contains(control)) control.after(box);
    else main.append(box);
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  }

  // ---- Memory of the phone

  const fallback = {}; // where the browser forbids localStorage
  const memory = {
    get(key) {
      try { return localStorage.getItem(key); } catch (error) { return fallback[key] || null; }
    },
    set(key, value) {
      fallback[key] = value;
      try { localStorage.setItem(key, value); } catch (error) { /* private mode: memory only */ }
    },
  };

  function randomKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)))
      .map((byte) => (byte + 256).toString(16).slice(1)).join("");
  }

  // ---- Requests

  const passing = [408, 429, 502, 503, 504, 507]; // worth another try, for as long as it takes
  const wakers = new Set();
  function wake() { wakers.forEach((waker) => waker()); }
  window.addEventListener("online", wake);
  document.getElementById("network-now").addEventListener("click", wake);

  /** Waits, but not beyond the moment at which the network is known to be back. */
  function pause(milliseconds) {
    return new Promise(function (resolve) {
      const done = function () { wakers.delete(done); clearTimeout(timer); resolve(); };
      const timer = setTimeout(done, milliseconds);
      wakers.add(done);
    });
  }

  function sayNetwork(words) {
    document.getElementById("network-text").textContent = words;
    document.getElementById("network").hidden = words === "";
  }

  /** One try: an answer with its content, or null when the network failed or took 20 s. */
  function tryOnce(method, path, options) {
    const headers = { "Accept-Language": "zh-CN" };
    if (options.body !== undefined) headers["Content-Type"] = "application/json";
    if (options.key) headers["Idempotency-Key"] = options.key;
    const session = options.as === "nobody" ? null : Tools.session();
    if (session) headers.Authorization = "Bearer " + session;
    const sentAt = performance.now();
    const exchange = fetch(path, {
      method: method, headers: headers, cache: "no-store", credentials: "omit",
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    }).then(async function (response) {
      let content = await response.text();
      if (/json/.test(response.headers.get("Content-Type") || "")) content = JSON.parse(content);
      if (typeof content === "object") content.sentAt = sentAt;
      return { status: response.status, content: content,
        retryAfter: Number(response.headers.get("Retry-After")) * 1000 || 0 };
    });
    const limit = new Promise((resolve) => setTimeout(() => resolve(null), 20000));
    return Promise.race([exchange, limit]).catch(() => null);
  }

  /**
   * Sends a request until there is an answer.
   *
   * options: body (JSON), key (Idempotency-Key), as ("nobody": without the session).
   * Gives the JSON (with `sentAt`, the monotonic instant of the try) or text, or throws the problem
   * document with `name`, the last part of its type.
   */
  async function call(method, path, options) {
    options = options || {};
    let isRenewed = false;
    for (let tries = 1; ; tries += 1) {
      const slow = setTimeout(() => sayNetwork("网络较慢，请稍候……"), 2500);
      const answer = await tryOnce(method, path, options);
      clearTimeout(slow);
      const status = answer ? answer.status : 0;
      if (status >= 200 && status < 300) {
        sayNetwork("");
        wake();
        return answer.content;
      }
      if (status === 401 && !isRenewed && options.as !== "nobody") {
        isRenewed = true;
        if (await Tools.renew()) continue;
      }
      if (status && passing.indexOf(status) < 0 && (status !== 500 || tries > 3)) {
        sayNetwork("");
        const problem = Object(answer.content);
        problem.name = String(problem.type || "").split(":").pop();
        problem.status = status;
        throw problem;
      }
      sayNetwork((status ? "服务器繁忙" : "网络不通") + "，正在自动重试（第 " + tries
        + " 次）。请不要关闭本页，重试不会重复计算。");
      const backoff = Math.min(1000 * Math.pow(2, tries - 1), 15000);
      const asked = answer ? answer.retryAfter : 0;
      await pause(Math.max(asked, backoff) * (1 + Math.random() / 2));
    }
  }

  /** Every page of a list. */
  async function all(path, name, title) {
    let items = [];
    let cursor = null;
    do {
      const page = await call("GET", path + (cursor ? "?cursor=" + encodeURIComponent(cursor) : ""),
        { as: "nobody" });
      items = items.concat(page[name]);
      cursor = page.next;
      if (cursor) sayNetwork("正在读取" + title + "，已读 " + items.length + " 个……");
    } while (cursor);
    return items;
  }

  // ---- Words

  function clockTime(ms, zone) {
    const date = new Date(ms);
    const shape = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
    try {
      return date.toLocaleString("zh-CN", Object.assign({ timeZone: zone }, shape));
    } catch (error) { return date.toLocaleString("zh-CN", shape); } // a zone the phone does not know
  }

  function duration(ms) {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60) return Math.round(ms / 100) / 10 + " 秒";
    const minutes = Math.floor(seconds / 60);
    const rest = seconds % 60;
    if (minutes < 60) return minutes + " 分" + (rest ? " " + rest + " 秒" : "钟");
    return Math.floor(minutes / 60) + " 小时 " + (minutes % 60) + " 分";
  }

  // ---- The size of type

  const sizes = document.querySelectorAll(".sizes button");
  function setSize(size) {
    document.documentElement.className = "type-" + size;
    sizes.forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.size === size)));
    memory.set("safetyquiz-type", size);
  }
  sizes.forEach((each) => each.addEventListener("click", () => setSize(each.dataset.size)));
  setSize(memory.get("safetyquiz-type") || "middle");

  return {
    make, text, facts, table, field, choice, tick, lazy, cascade, show, announce, once, button, form, refuse,
    warn, memory, randomKey, pause, call, all, clockTime, duration,
    present: () => screen,
    // The page puts these in: the session to send, how to renew it, how to explain a problem.
    session: () => null,
    renew: async () => false,
    explain: async (problem, control) => warn([problem.detail], control),
  };
})();

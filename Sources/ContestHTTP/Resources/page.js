// The participant's page: one attempt, played on an old phone.
//
// Time is counted on the phone's monotonic clock from the server's own "now"; the phone's calendar
// clock is never asked. Whether time is up, and what counts, the server alone decides.
"use strict";

(function () {
  const { make, text, facts, table, field, choice, tick, lazy, cascade, show, announce, button, form, refuse,
    warn, memory, randomKey, pause, call, all, clockTime, duration, present } = Tools;
  const contestName = new URLSearchParams(location.search).get("contest");
  const inContest = (path) => "/v1/contests/" + encodeURIComponent(contestName) + (path || "");
  const inAttempt = (path) => inContest("/attempts/" + encodeURIComponent(attempt.attempt) + (path || ""));
  const nobody = { as: "nobody" };

  let contest = null;      // GET /v1/contests/{c}
  let attempt = null;      // the attempt on the screen
  let account = {};        // of this contest on this phone: session, participant, recovery, attempt, track

  function remember(values) {
    Object.assign(account, values);
    memory.set("safetyquiz:" + contestName, JSON.stringify(account));
  }
  function forget(...names) {
    names.forEach((name) => delete account[name]);
    remember({});
  }
  function keepAccount(reply) {
    remember({ session: reply.session, participant: reply.participant,
      recovery: reply.recovery_code || account.recovery });
  }
  async function signIn(credentials) {
    keepAccount(await call("POST", inContest("/sessions"), { body: credentials, as: "nobody" }));
  }

  Tools.session = () => account.session;
  /** Sessions are short; the recovery code on this phone opens the next one. */
  Tools.renew = async function () {
    if (!account.recovery) return false;
    await signIn({ recovery_code: account.recovery });
    return true;
  };
  /** Says what went wrong, in the server's words. */
  Tools.explain = async function (problem, control) {
    if (problem.name === "attempt-closed" && attempt) { await reread(); return; }
    if (problem.status === 401 && account.session) { forget("session"); await home(); return; }
    const lines = [problem.detail || "出了意外的问题，请稍后再试。"];
    if (problem.next_at_ms) lines.push("下次可答时间：" + clockTime(problem.next_at_ms, contest.time_zone));
    const field = problem.control; // the one to mend, where the page itself found the fault
    warn(lines.concat((problem.errors || []).map((error) => error.chinese)),
      field ? field.parentNode : control);
    if (field) field.focus();
  };

  const typeNames = { single: "单选题", multiple: "多选题，可选几项", true_false: "判断题" };
  const laterWords = { after_closing: "竞赛结束后公布", never: "不公布" };
  const endings = {
    submitted: "您交了卷", deadline: "时间到，系统自动交卷，已保存的答案都算数", closing: "竞赛结束，系统自动交卷",
  };

  // ---- Contests

  async function chooseContest() {
    const contests = await all("/v1/contests", "contests", "竞赛");
    if (contests.length === 1) {
      location.replace("?contest=" + encodeURIComponent(contests[0].contest));
      return;
    }
    show(make("h1", null, "选择竞赛"),
      contests.length ? null : text("现在没有竞赛。"),
      ...contests.map((each) => make("a",
        { class: "button", href: "?contest=" + encodeURIComponent(each.contest) },
        each.title + (each.is_open ? "（进行中）" : "（未开放）"))));
  }

  function stateWords() {
    if (contest.is_paused) return "竞赛暂停中，请稍后再来。";
    if (contest.is_open) return "进行中";
    return contest.now_ms < contest.opens_at_ms ? "尚未开始" : "已经结束";
  }

  async function home() {
    stopClock();
    attempt = null;
    contest = await call("GET", inContest(), nobody);
    document.title = contest.title;
    let me = null;
    if (account.session) {
      try { me = await call("GET", inContest("/me")); } catch (problem) {
        if (problem.status !== 401 && problem.status !== 404) throw problem;
        forget("session", "attempt");
      }
    }
    const parts = [
      make("h1", null, contest.title),
      contest.rehearsal ? text("【演练】本场只供试用，不计成绩。", "box note") : null,
      facts([["主办单位", contest.organiser || "—"], ["状态", stateWords()],
        ["时间", clockTime(contest.opens_at_ms, contest.time_zone) + " 至 " + clockTime(contest.closes_at_ms, contest.time_zone)]]),
    ];
    if (me) parts.push(...mine(me, (me.name || "您") + "，您好"), ...contest.tracks.map(startPart));
    else if (contest.identity === "roster") parts.push(...rosterForm());
    else {
      parts.push(button("报名参加", register, "main"),
        button("我报过名，用找回码登录", () => recover(), "quiet"));
    }
    parts.push(...reading(me));
    show(...parts);
  }

  /** Rules, tallies and boards: what everybody may read. */
  function reading(me) {
    const rules = inContest("/rules");
    const group = (kind, title) => lazy(title, async function () {
      const page = await call("GET", inContest("/tallies/" + kind + "?parent=0"), nobody);
      return [table("按" + (kind === "regions" ? "地区" : "单位") + "统计", ["名次", "名称", "人数", "人次", "积分"],
        page.groups.map((row) => [row.rank, row.name, row.people, row.attempts, row.points === null ? "—" : row.points]))];
    });
    return [
      lazy("竞赛规则", async () => [
        make("p", { class: "prewrap" }, await call("GET", rules, nobody)),
        make("p", null, make("a", { href: rules, target: "_blank", rel: "noopener" }, "单独打开规则")),
      ]),
      lazy("参与情况", async function () {
        const tally = await call("GET", inContest("/tallies"), nobody);
        return [facts([["参与人数", tally.people + "（" + tally.basis + "）"], ["答题人次", tally.attempts],
          ["今日人数", tally.today.people], ["今日人次", tally.today.attempts]]),
        tally.preliminary ? text("以上为初步数字，竞赛结束后确定。", "hint") : ""];
      }),
      contest.has_regions ? group("regions", "各地区参与情况") : null,
      contest.has_units ? group("units", "各单位参与情况") : null,
      contest.shows_people ? lazy("个人排行榜", async function () {
        const board = await call("GET", inContest("/boards/overall?limit=20"), nobody);
        return [board.frozen ? text("已封榜，名次不再变化。", "hint") : "",
          table("前 20 名，共 " + board.total + " 人", ["名次", "姓名", "成绩", "用时"],
            board.rows.map((row) => [row.rank,
              row.name + (me && row.participant === me.participant ? "（我）" : ""),
              row.value, row.time_ms === null ? "—" : duration(row.time_ms)]))];
      }) : null,
      me ? lazy("我的账号", async () => [
        text("找回码：" + (account.recovery || "—")),
        text("换手机或清理浏览器后，凭找回码登录。请抄好再退出。", "hint"),
        button("退出，换人答题", leave, "quiet"),
        button("删除我的个人信息", erase, "quiet"),
      ]) : null,
    ].filter(Boolean);
  }

  /** Points as people read them; the contest may keep them back. */
  function marks(points) {
    return points === null || points === undefined ? "得分稍后公布" : points + " 分";
  }

  /** A person's own figures. */
  function mine(me, title) {
    const rank = me.rank === null || me.rank === undefined ? "—" : me.rank + "（共 " + me.ranked + " 人）";
    return [make("h2", null, title),
      facts([["今日", me.today.attempts + " 次，" + marks(me.today.points)],
        ["累计", me.overall.attempts + " 次，" + marks(me.overall.points)], ["我的名次", rank]]
        .concat(me.lots ? [["抽奖机会", me.lots + " 次"]] : []))];
  }

  function startPart(track) {
    const limits = [track.question_count + " 题"];
    if (track.time_limit_ms) limits.push("限时 " + duration(track.time_limit_ms));
    if (track.attempts_per_day) limits.push("每天 " + track.attempts_per_day + " 次");
    if (track.attempts_total) limits.push("一共 " + track.attempts_total + " 次");
    if (!track.counts) limits.push("不计成绩");
    return make("div", null,
      button("开始或继续：" + track.title, () => start(track.name), track.counts ? "main" : "quiet"),
      text(limits.join("，") + (track.time_limit_ms ? "。点开始就计时，离开本页不停表。" : "。"), "hint"));
  }

  // ---- Accounts

  async function tree(kind, title) {
    const nodes = await all(inContest("/" + kind), "nodes", title);
    return nodes.length ? cascade(title, nodes) : null;
  }

  async function register() {
    const regions = contest.has_regions ? await tree("regions", "所在地区") : null;
    const units = contest.has_units ? await tree("units", "所在单位") : null;
    const name = field("姓名", { autocomplete: "name", maxlength: 64 });
    const phone = field("手机号（可以不填）", { type: "tel", inputmode: "numeric", autocomplete: "tel", maxlength: 15 },
      "只用于主办单位联系获奖人。");
    const code = contest.identity === "unit_code"
      ? field("单位口令", { maxlength: 64, autocapitalize: "characters" }, "由您所在单位发放。") : null;
    const agree = tick("我已阅读并同意上面的说明");
    const guardian = tick("参赛人未满 14 周岁；我是其监护人，同意其参加并代为填写");
    async function apply() {
      if (!name.input.value.trim()) refuse("请填写姓名。", name.input);
      const body = { name: name.input.value.trim(), consent_version: contest.consent_version };
      const digits = phone.input.value.replace(/[\s-]/g, "");
      if (digits && !/^\d{5,15}$/.test(digits)) refuse("手机号应为 5 到 15 位数字，也可以不填。", phone.input);
      if (digits) body.phone = digits;
      const region = regions && regions.value();
      const unit = units && units.value();
      if (region) body.region = region;
      if (unit) body.unit = unit;
      if ((regions || units) && !region && !unit) {
        refuse(regions && units ? "地区和单位至少要选一项。" : "请选择" + (regions ? "地区。" : "单位。"));
      }
      if (code) {
        if (!code.input.value.trim()) refuse("请填写单位口令。", code.input);
        body.unit_code = code.input.value.trim();
      }
      if (!agree.input.checked) refuse("请阅读说明，并在“同意”前打勾。", agree.input);
      if (guardian.input.checked) body.by_guardian = true;
      const inviter = new URLSearchParams(location.search).get("invited_by");
      if (inviter && /^[0-9a-f]{16}$/.test(inviter)) body.invited_by = inviter;
      await enter(body);
    }
    const organiser = contest.organiser || "见规则";
    show(make("h1", null, "报名"),
      form("提交报名", apply, name.element, phone.element,
        regions && regions.element, units && units.element,
        regions && units
          ? text("地区和单位至少选一项。请选对，成绩记在所选的地区和单位名下。", "hint") : null,
        code && code.element,
        make("div", { class: "box" }, make("h2", null, "个人信息说明"),
          text("我们只收集姓名、所选的地区或单位和您自愿填写的手机号，用于本次竞赛的统计、排名和联系；"
            + "不收集身份证号。公开榜单默认只显示姓。您可以随时在本页“我的账号”里删除个人信息。主办单位："
            + organiser + "。")),
        agree.element, guardian.element),
      button("返回", home, "quiet"));
  }

  /** Registers; the same form sent again, even after a reload, is the same registration. */
  async function enter(body) {
    const written = JSON.stringify(body);
    if (!account.pending || account.pending.body !== written) {
      remember({ pending: { key: randomKey(), body: written } });
    }
    const reply = await call("POST", inContest("/participants"),
      { body: body, key: account.pending.key, as: "nobody" });
    keepAccount(reply);
    forget("pending");
    showRecovery();
  }

  function showRecovery() {
    const groups = (account.recovery || "").replace(/(.{4})(?=.)/g, "$1-");
    show(make("h1", null, "报名成功，请抄下找回码"),
      text(groups, "box code"),
      text("换手机、清理浏览器或登录过期后，只有凭这个找回码才能回到您的账号和成绩。"),
      text("请抄在纸上或截图保存，不要告诉别人。", "mark"),
      button("我已抄好，继续", home, "main"));
  }

  function recover() {
    const code = field("找回码", { autocapitalize: "characters", spellcheck: "false", maxlength: 64 },
      "报名时给您的 20 位字母和数字，不分大小写，横线可以不填。");
    show(make("h1", null, "用找回码登录"),
      form("登录", async function () {
        if (!code.input.value.trim()) refuse("请填写找回码。", code.input);
        await signIn({ recovery_code: code.input.value.trim() });
        await home();
      }, code.element),
      button("返回", home, "quiet"));
  }

  function rosterForm() {
    const name = field("姓名", { autocomplete: "name", maxlength: 64 });
    const pin = field("口令", { type: "password", inputmode: "numeric", maxlength: 64 }, "由主办单位发放。");
    const phone = field("手机号（有重名时填）", { type: "tel", inputmode: "numeric", maxlength: 15 });
    return [text("本场只限名册上的人参加。"), form("登录", async function () {
      if (!name.input.value.trim()) refuse("请填写姓名。", name.input);
      if (!pin.input.value) refuse("请填写口令。", pin.input);
      const body = { name: name.input.value.trim(), pin: pin.input.value };
      const digits = phone.input.value.replace(/[\s-]/g, "");
      if (digits) body.phone = digits;
      await signIn(body);
      await home();
    }, name.element, pin.element, phone.element)];
  }

  function confirmFirst(title, words, yes, action, no) {
    show(make("h1", null, title), text(words, "box note"), button(yes, action, "main"),
      button("返回", no || home, "quiet"));
  }
  function leave() {
    confirmFirst("退出账号", "退出后要凭找回码才能再登录。找回码：" + (account.recovery || "—"),
      "确认退出", function () { forget("session", "participant", "recovery", "attempt"); return home(); });
  }
  function erase() {
    confirmFirst("删除个人信息", "姓名和手机号将被删除，不能恢复，账号也不能再用；已有的成绩只作为不记名的统计保留。",
      "确认删除", async function () {
        await call("DELETE", inContest("/me"));
        forget("session", "participant", "recovery", "attempt");
        await home();
      });
  }

  // ---- The clock

  let clockEnd = 0;
  let clockTimer = null;
  let clockTold = 0;
  const clockBox = document.getElementById("clock");

  /** Starts counting down; from when the request was sent, so that the page is never late. */
  function startClock() {
    stopClock();
    if (attempt.deadline_ms === null) return;
    clockEnd = attempt.sentAt + attempt.deadline_ms - attempt.now_ms;
    clockTold = clockEnd - performance.now();
    clockBox.hidden = false;
    clockTimer = setInterval(turnClock, 250);
    turnClock();
  }
  function stopClock() {
    clearInterval(clockTimer);
    clockTimer = null;
    clockBox.hidden = true;
  }
  function turnClock() {
    const left = clockEnd - performance.now();
    const seconds = Math.max(Math.ceil(left / 1000), 0);
    document.getElementById("clock-text").textContent = seconds >= 3600 ? duration(seconds * 1000)
      : Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    clockBox.classList.toggle("short", left <= 30000);
    // Told aloud at few moments only.
    [300000, 60000, 30000, 10000].forEach(function (moment) {
      if (left <= moment && clockTold > moment) announce("还剩 " + duration(moment));
    });
    clockTold = left;
    if (left <= 0) timeIsUp();
  }

  async function timeIsUp() {
    stopClock();
    show(make("h1", null, "时间到"), text("系统正在自动交卷，已保存的答案都算数……", "box note"));
    announce("时间到，系统正在自动交卷");
    await reread();
  }

  /** Asks the server how the attempt stands: it alone decides whether time is up. */
  async function reread() {
    const mine = attempt.attempt;
    for (;;) {
      const view = await call("GET", inAttempt());
      if (!attempt || attempt.attempt !== mine) return;
      if (view.state === "ended" || view.deadline_ms === null || view.deadline_ms > view.now_ms) {
        openAttempt(view);
        return;
      }
      await pause(1500);
    }
  }

  // A phone that slept may have stopped its monotonic clock: set the countdown anew on waking.
  document.addEventListener("visibilitychange", async function () {
    if (document.hidden || !attempt || !clockTimer) return;
    const mine = attempt;
    try {
      const view = await call("GET", inAttempt());
      if (attempt !== mine) return;
      if (view.state === "ended") { openAttempt(view); return; }
      Object.assign(attempt, { deadline_ms: view.deadline_ms, now_ms: view.now_ms, sentAt: view.sentAt });
      startClock();
    } catch (problem) { /* the next request will tell */ }
  });

  // ---- An attempt

  async function start(track) {
    remember({ track: track });
    openAttempt(await call("POST", inContest("/attempts"), { body: { track: track } }));
  }

  function openAttempt(view) {
    attempt = view;
    remember({ attempt: view.attempt });
    if (view.state === "ended") { showResult(view.receipt, view.questions); return; }
    startClock();
    if (view.delivery === "whole_paper") showPaper();
    else showNext();
  }

  const answeredCount = () => attempt.questions.filter((question) => question.revision > 0).length;

  /** One question as a fieldset; `picked()` gives the tokens chosen. */
  function card(question, changed) {
    const kind = question.type === "multiple" ? "checkbox" : "radio";
    const inputs = [];
    const set = make("fieldset", null, make("legend", null, (question.position + 1) + ". " + question.stem),
      text(typeNames[question.type] || "", "hint"));
    const mark = () => inputs.forEach((input) =>
      input.parentNode.classList.toggle("picked", input.checked));
    question.options.forEach(function (option) {
      const input = make("input", { type: kind, name: "question-" + question.position, value: option.token,
        onchange: function () { mark(); if (changed) changed(picked()); } });
      input.checked = question.chosen.indexOf(option.token) >= 0;
      inputs.push(input);
      set.append(make("label", { class: "choice" }, input, make("span", null, option.text)));
    });
    mark();
    const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
    return { element: set, picked: picked };
  }

  /** Sends one answer under its revision; a repeat of it is the same answer. */
  async function put(question, options) {
    const receipt = await call("PUT", inAttempt("/responses/" + question.position),
      { body: { options: options, revision: question.revision + 1 } });
    question.revision = receipt.revision;
    question.chosen = options;
    return receipt;
  }

  // One at a time

  function showNext() {
    const question = attempt.questions.find((each) => each.revision === 0);
    if (!question) { showFinish(); return; }
    const asked = card(question);
    show(make("h1", null, "第 " + (question.position + 1) + " 题，共 " + attempt.question_count + " 题"),
      asked.element,
      button("提交答案", async function () {
        const mine = present();
        const options = asked.picked();
        if (!options.length) refuse("请先选择答案。");
        let receipt;
        try { receipt = await put(question, options); } catch (problem) {
          if (problem.name === "response-fixed") return reread(); // answered on another screen
          throw problem;
        }
        const next = receipt.next;
        if (next && !attempt.questions.some((each) => each.position === next.position)) attempt.questions.push(next);
        if (mine !== present()) return undefined;
        return receipt.verdict ? showVerdict(question, receipt.verdict) : showNext();
      }, "main"),
      button("不再答题，交卷", confirmSubmit, "quiet"));
  }

  /** Right or wrong in words and signs, the options with what was chosen and what is right. */
  function judged(question, verdict) {
    const set = question.options.map(function (option) {
      const isKey = verdict.key.indexOf(option.token) >= 0;
      const isChosen = question.chosen.indexOf(option.token) >= 0;
      const notes = (isKey ? "【✓ 正确答案】" : "") + (isChosen ? "【您选的" + (isKey ? "" : "，✗ 错") + "】" : "");
      return make("li", null, option.text + " ",
        notes ? make("span", { class: "mark " + (isKey ? "good" : "bad") }, notes) : null);
    });
    return make("div", { class: "box " + (verdict.right ? "good" : "bad") },
      text(verdict.right ? "✓ 对" : question.revision ? "✗ 错" : "✗ 未作答", "mark"),
      text((question.position + 1) + ". " + question.stem, "prewrap"),
      make("ul", null, ...set),
      verdict.explanation ? text("解析：" + verdict.explanation, "prewrap") : null,
      faultReport(question));
  }

  const faultNames = { wrong_key: "答案有误", unclear: "题意不清", outdated: "法规或数字已过时",
    typo: "错别字", other: "其他" };

  /** 本题有误: closed until somebody wants it; a second report replaces the first. */
  function faultReport(question) {
    const mine = attempt.attempt;
    return lazy("本题有误", async function () {
      const kind = choice("什么问题", faultNames);
      const words = field("说明（可以不填）", { maxlength: 160 });
      const thanks = text("", "hint");
      return [form("提交反映", async function () {
        await call("POST", inContest("/attempts/" + encodeURIComponent(mine) + "/questions/" + question.position
          + "/report"), { body: { code: kind.input.value, text: words.input.value.trim() } });
        thanks.textContent = "✓ 已收到，主办单位会核对。";
        announce("已收到，主办单位会核对");
      }, kind.element, words.element), thanks];
    });
  }

  function showVerdict(question, verdict) {
    const isLast = question.position + 1 >= attempt.question_count;
    show(make("h1", null, "第 " + (question.position + 1) + " 题：" + (verdict.right ? "✓ 答对了" : "✗ 答错了")),
      judged(question, verdict),
      isLast ? button("交卷，看成绩", submit, "main") : button("下一题", async () => showNext(), "main"));
    announce(verdict.right ? "答对了" : "答错了，正确答案是：" + question.options
      .filter((option) => verdict.key.indexOf(option.token) >= 0).map((option) => option.text).join("；"));
  }

  function showFinish() {
    show(make("h1", null, "题目都答完了"), text("交卷以后看成绩。"), button("交卷，看成绩", submit, "main"));
  }

  // A whole paper: every change is saved, the latest last

  const saving = { wanted: new Map(), run: null };

  function showPaper() {
    saving.wanted.clear();
    const progress = text("", "hint");
    const tell = () => { progress.textContent = "已保存 " + answeredCount() + " 题，共 " + attempt.question_count + " 题。"; };
    const cards = attempt.questions.map(function (question) {
      const state = make("p", { class: "hint" }, question.revision ? "✓ 已保存" : "未作答");
      const each = card(question, function (options) {
        if (!options.length) {
          saving.wanted.delete(question);
          state.textContent = question.revision ? "至少选一项；上次保存的答案仍然有效" : "未作答";
          return;
        }
        state.textContent = "正在保存……";
        saving.wanted.set(question, { options: options, done() { state.textContent = "✓ 已保存"; tell(); },
          failed(problem) { state.textContent = "✗ 没有保存：" + (problem.detail || "请重选一次"); } });
        // Ticking several boxes is one answer: wait for the hand to rest.
        setTimeout(() => save(), question.type === "multiple" ? 700 : 0);
      });
      each.element.append(state);
      return each.element;
    });
    tell();
    show(make("h1", null, "共 " + attempt.question_count + " 题，可以修改，改后自动保存"), ...cards, progress,
      button("交卷", confirmSubmit, "main"));
  }

  /** Saves what is wanted, one after the other. */
  function save() {
    if (!saving.run) {
      const done = function () { saving.run = null; };
      saving.run = saveAll().then(done, done);
    }
    return saving.run;
  }
  async function saveAll() {
    while (saving.wanted.size) {
      const [question, wish] = saving.wanted.entries().next().value;
      saving.wanted.delete(question);
      const mine = attempt;
      try {
        await put(question, wish.options);
        if (!saving.wanted.has(question)) wish.done();
      } catch (problem) {
        if (attempt !== mine) return;
        if (problem.name === "attempt-closed") { await reread(); return; }
        if (problem.name !== "response-fixed" || wish.isSecond) { wish.failed(problem); continue; }
        // Another screen answered too: learn its revision, then put ours after it.
        const view = await call("GET", inAttempt());
        const there = (view.questions || []).find((each) => each.position === question.position);
        if (there) question.revision = there.revision;
        if (!saving.wanted.has(question)) saving.wanted.set(question, Object.assign(wish, { isSecond: true }));
      }
    }
  }

  // The end

  async function confirmSubmit() {
    const mine = present();
    while (saving.wanted.size || saving.run) await save();
    if (mine !== present()) return;
    const open = attempt.question_count - answeredCount();
    if (!open) { await submit(); return; }
    confirmFirst("还有 " + open + " 题没有答", "交卷后不能再答，没有答的题按错题计算。", "仍然交卷", submit,
      async () => (attempt.delivery === "whole_paper" ? showPaper() : showNext()));
  }

  async function submit() {
    const mine = present();
    const receipt = await call("POST", inAttempt("/submission"), { body: {} });
    if (mine !== present()) return;
    stopClock();
    const view = await call("GET", inAttempt());
    if (mine === present()) showResult(receipt, view.questions || []);
  }

  async function showResult(receipt, questions) {
    stopClock();
    const track = contest.tracks.find((each) => each.name === account.track) || {};
    const isShown = receipt.points !== null && receipt.points !== undefined;
    const own = make("div");
    show(make("h1", null, "答题结果"),
      isShown ? text(receipt.points + " 分", "big")
        : text("得分：" + (laterWords[track.points_shown] || "稍后公布") + "。", "box note"),
      facts([["答题", "答了 " + receipt.answered + " 题，共 " + receipt.question_count + " 题"]].concat(
        isShown ? [["答对", receipt.right + " 题"]] : [], [["用时", duration(receipt.elapsed_ms)],
          ["结束", endings[receipt.ending] || receipt.ending],
          ["计入统计", receipt.counts ? "是" : "否"], ["回执号", receipt.receipt]],
        isShown && receipt.lots ? [["抽奖机会", receipt.lots + " 次"]] : [])),
      own,
      button("返回首页", async function () { forget("attempt"); await home(); }, "main"),
      questions.length ? make("h2", null, "题目回顾") : null,
      ...questions.map((question) => (question.verdict ? judged(question, question.verdict)
        : make("div", { class: "box" }, text((question.position + 1) + ". " + question.stem, "prewrap"),
          text("您的答案：" + (question.options.filter((option) => question.chosen.indexOf(option.token) >= 0)
            .map((option) => option.text).join("；") || "未作答")),
          track.feedback ? text("对错：" + (laterWords[track.feedback] || "稍后公布"), "hint") : null,
          faultReport(question)))));
    announce("答题结束" + (isShown ? "，得 " + receipt.points + " 分" : ""));
    try { own.append(...mine(await call("GET", inContest("/me")), "我的成绩")); } catch (problem) { /* not needed here */ }
  }

  // ---- The page

  async function open() {
    if (!contestName) { await chooseContest(); return; }
    try { account = JSON.parse(memory.get("safetyquiz:" + contestName)) || {}; } catch (error) { account = {}; }
    contest = await call("GET", inContest(), nobody);
    document.title = contest.title;
    if (account.session && account.attempt) {
      try { // A reload in the middle of an attempt goes straight back to it.
        attempt = { attempt: account.attempt };
        openAttempt(await call("GET", inAttempt()));
        return;
      } catch (problem) { forget("attempt"); }
    }
    await home();
  }

  open().catch(async function (problem) {
    show(make("h1", null, "打不开竞赛"), make("a", { class: "button", href: location.pathname }, "查看全部竞赛"));
    await Tools.explain(problem);
  });
})();

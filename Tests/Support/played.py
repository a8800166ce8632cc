"""A server on a fresh folder with one open contest, for tests that use the program from outside: by
its commands and over HTTP. Standard library only.

    with Contest(program, "draws", {"tracks": […]}) as contest:
        session = contest.enter(1)["session"]
        contest.attempt(session)
        contest.act("close")
    contest.run("audit", contest.place("extract.sqlite"))
    contest.remove()
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request


def questions(count, options=4):
    """So many questions with one right option each, in turn."""
    names = "甲乙丙丁"[:options]
    return [{"id": f"q-{n}", "type": "single", "stem": f"第 {n} 题选哪一项？",
             "options": [f"{name}{n}" for name in names], "key": "ABCD"[n % options],
             "explanation": "说明", "category": "消防安全"} for n in range(count)]


class Contest:
    """The server with its folder; the folder stays after the server, until `remove`."""

    def __init__(self, program, name, rules, bank=None, units=None, settings=None):
        self.program, self.name, self.settings = program, name, settings or {}
        date = lambda days: time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86_400))
        self.files = {
            "bank.json": json.dumps({"bank": name, "title": "题库",
                                     "questions": bank or questions(30)}),
            "contest.json": json.dumps({
                "contest": name, "title": name, "bank": name, "opens": date(-2) + " 00:00",
                "closes": date(3) + " 00:00", **rules}, ensure_ascii=False)}
        if units:
            self.files["units.csv"] = units

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix=f"safetyquiz-{self.name}-")
        self.server = subprocess.Popen(
            [self.program, "serve", "--port", "0", "--data", self.place("data")],
            stdout=subprocess.PIPE, text=True, env={**os.environ, **self.settings})
        try:
            self.base = self.server.stdout.readline().split()[-1]
            self.token = self.run(
                "organiser", "token", "--name", "t", "--data", self.place("data")).strip()
            self.to = ["--url", self.base, "--token", self.token]
            for name, text in self.files.items():
                with open(self.place(name), "w") as file:
                    file.write(text)
            self.run("bank", "import", self.place("bank.json"), *self.to)
            units = ["--units", self.place("units.csv")] if "units.csv" in self.files else []
            self.run("contest", "apply", self.place("contest.json"), *units, *self.to)
            self.act("open")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def remove(self):
        shutil.rmtree(self.folder)

    def place(self, name):
        """A file of the folder."""
        return os.path.join(self.folder, name)

    def run(self, *arguments, expect=0):
        """What a command of the program prints; another exit code ends the test."""
        result = subprocess.run([self.program, *arguments], capture_output=True, text=True)
        if result.returncode != expect:
            raise SystemExit(f"{arguments}: exit {result.returncode}, not {expect}\n"
                             f"{result.stdout}{result.stderr}")
        return result.stdout

    def act(self, act):
        self.run("contest", "act", self.name, act, "--reason", "测试", *self.to)

    def export(self, table, file, *more):
        self.run("export", table, "--contest", self.name, *more, "--output", self.place(file),
                 *self.to)

    def call(self, method, path, body=None, token=None, **headers):
        """An answer as JSON; `path` begins below the contest."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.base}/v1/contests/{self.name}{path}", method=method, data=data)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        return json.loads(urllib.request.urlopen(request, timeout=60).read())

    def enter(self, number, **person):
        """The answer to a registration; `person` beside or in place of the name."""
        return self.call("POST", "/participants",
                         {"name": f"人{number}", "consent_version": 1, **person},
                         Idempotency_Key=f"{self.name}-key-{number}")

    def attempt(self, session, choice=0):
        """One attempt from start to submission; the answers go round the options from `choice` on."""
        paper = self.call("POST", "/attempts", {}, session)
        path = "/attempts/" + paper["attempt"]
        for question in paper["questions"]:
            options = question["options"]
            option = options[(choice + question["position"]) % len(options)]["token"]
            self.call("PUT", f"{path}/responses/{question['position']}", {"options": [option]},
                      session)
        self.call("POST", path + "/submission", None, session)

"""Calls of a running server, each answer held against the OpenAPI document that it serves."""

import json
import urllib.error
import urllib.request

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


class Live:
    def __init__(self, base):
        self.base = base
        self.document = None
        self.seen = set()
        self.faults = []

    def call(self, method, template, body=None, token=None, kind="application/json", headers=None,
             query="", **names):
        path = template
        for name, value in names.items():
            path = path.replace("{" + name + "}", str(value))
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path + query, method=method, data=data)
        if data is not None:
            request.add_header("Content-Type", kind)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        raw = answer.read()
        media = (answer.headers.get("Content-Type") or "").split(";")[0]
        value = json.loads(raw) if "json" in media and "ndjson" not in media and raw else raw
        if self.document:
            self.check(method, template, answer.status, media, value)
        return answer.status, value, answer.headers

    def watch(self, template, query="", **names):
        """Takes the first event of a stream and hangs up."""
        path = template
        for name, value in names.items():
            path = path.replace("{" + name + "}", str(value))
        with urllib.request.urlopen(self.base + path + query, timeout=30) as answer:
            media = answer.headers["Content-Type"].split(";")[0]
            lines = []
            while not (lines and lines[-1].startswith(b"data:")):
                lines.append(answer.readline())
            self.check("GET", template, answer.status, media, b"")
            event = json.loads(lines[-1][5:])
            if f"id: {event['sequence']}\n".encode() not in lines:
                self.faults.append(f"GET {template}: an event without its sequence: {lines}")

    def check(self, method, template, status, media, value):
        where = f"{method} {template} → {status}"
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return self.faults.append(f"{where}: not in the document")
        self.seen.add((method.lower(), template))
        response = operation["responses"].get(str(status))
        if response is None:
            return self.faults.append(f"{where}: status not documented: {str(value)[:120]}")
        pointer = f"#/paths/{template.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
        pointer += f"/responses/{status}"
        if "$ref" in response:
            pointer = response["$ref"]
            for part in pointer[2:].split("/"):
                response = response if part == "" else response
            node = self.document
            for part in pointer[2:].split("/"):
                node = node[part]
            response = node
        content = response.get("content")
        if not content:
            if media and status not in (204, 304):
                self.faults.append(f"{where}: a body of {media} where none is documented")
            return
        if media not in {key.split(";")[0] for key in content}:
            return self.faults.append(f"{where}: media type {media!r} not documented")
        key = next(key for key in content if key.split(";")[0] == media)
        if "json" not in media or "ndjson" in media:
            return
        schema = {"$ref": f"urn:openapi{pointer}/content/{key.replace('/', '~1')}/schema"}
        for error in self.validator(schema).iter_errors(value):
            place = "/".join(map(str, error.absolute_path))
            self.faults.append(f"{where}: {place}: {error.message[:200]}")

    def validator(self, schema):
        resource = Resource(contents=self.document, specification=DRAFT202012)
        registry = Registry().with_resource("urn:openapi", resource)
        return Draft202012Validator(schema, registry=registry)

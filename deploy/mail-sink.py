"""A real SMTP server for development and tests: every accepted message becomes a file, nothing is delivered.

It does not recognise duplicates, so a message sent twice lies there twice.

A file named `fail` in the folder makes it misbehave; the first word says how:
  451 try later     answer DATA with this line, whatever it says
  drop              store the message, then break the connection before answering: the sender cannot know
  slow 3            answer after three seconds
"""

import argparse
import asyncio
import os
import pathlib
import ssl
import time

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult


class Sink:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = len(list(self.folder.glob("*.eml")))

    async def handle_DATA(self, server, session, envelope):
        try:
            how = (self.folder / "fail").read_text().strip()
        except FileNotFoundError:
            how = ""
        if how.startswith("slow"):
            await asyncio.sleep(float(how.split()[1]))
        elif how and how != "drop":
            return how

        self.count += 1
        name = f"{self.count:06d}-{time.time_ns()}.eml"
        recipients = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipients}\r\n".encode()
        part = self.folder / (name + ".part")
        part.write_bytes(head + envelope.original_content)
        os.rename(part, self.folder / name)  # a reader never sees half a message

        if how == "drop":
            server.transport.abort()
            return "451 gone"
        return "250 stored"


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--folder", required=True)
    arguments.add_argument("--cert", help="PEM files; with them STARTTLS is offered and required")
    arguments.add_argument("--key")
    arguments.add_argument("--user", help="with a password: only this user may send")
    arguments.add_argument("--password")
    a = arguments.parse_args()

    options = {}
    if a.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(a.cert, a.key)
        options |= {"tls_context": context, "require_starttls": True}
    if a.user:
        def authenticate(server, session, envelope, mechanism, data):
            given = (getattr(data, "login", b"").decode(), getattr(data, "password", b"").decode())
            return AuthResult(success=given == (a.user, a.password))
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": bool(a.cert)}

    controller = UnthreadedController(
        Sink(a.folder), hostname="127.0.0.1", port=a.port, data_size_limit=20_000_000,
        enable_SMTPUTF8=True, loop=asyncio.get_running_loop(), **options)
    controller.server = await controller._create_server()
    await asyncio.Event().wait()


asyncio.run(main())

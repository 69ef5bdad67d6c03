"""A foreign server by the official SDK: foreign_server.py stdio, or http, which prints its port. Lends a few tools."""

import asyncio
import socket
import sys

import uvicorn
from mcp.server.mcpserver import MCPServer

server = MCPServer("notes by the SDK", version="7")


@server.tool()
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@server.tool()
def person(name: str, tags: list[str] | None = None) -> dict[str, str]:
    """Tells who somebody is."""
    return {"name": name, "tags": ",".join(tags or [])}


@server.tool()
def fail(reason: str) -> str:
    """Fails."""
    raise ValueError(reason)


@server.tool()
async def slow(seconds: float) -> str:
    """Takes its time."""
    await asyncio.sleep(seconds)
    return "at last"


def over_http() -> None:
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    print(door.getsockname()[1], flush=True)
    config = uvicorn.Config(server.streamable_http_app(), log_level="error")
    asyncio.run(uvicorn.Server(config).serve(sockets=[door]))


if sys.argv[1] == "http":
    over_http()
else:
    server.run()

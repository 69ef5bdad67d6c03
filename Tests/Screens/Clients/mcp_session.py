"""A session with `jarvis mcp` by the official SDK: mcp_session.py JARVIS legacy|auto stdio|http. Prints "well" at its end."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager

import httpx2
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client


@asynccontextmanager
async def over_http(jarvis: str):
    """The transport to a server of our own, and its end."""
    server = await asyncio.create_subprocess_exec(
        jarvis, "mcp", "--http", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        address = (await server.stdout.readline()).decode().split()[-1]
        with open((await server.stdout.readline()).decode().split()[-1]) as file:
            token = file.read().strip()
        async with httpx2.AsyncClient() as stranger:
            assert (await stranger.post(address, json={})).status_code == 401
            page = {"Origin": "https://evil.example", "Authorization": f"Bearer {token}"}
            assert (await stranger.post(address, json={}, headers=page)).status_code == 403
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
            yield streamable_http_client(address, http_client=http)
    finally:
        server.terminate()
        await server.wait()


@asynccontextmanager
async def over_pipes(jarvis: str):
    yield stdio_client(StdioServerParameters(command=jarvis, args=["mcp"], env=dict(os.environ)))


async def hear_of_changes(client: Client, jarvis: str, mode: str, transport: str) -> None:
    """The feed is listened to while something happens that it tells of."""
    feed = "jarvis://feed"
    if mode == "legacy":
        # Over HTTP a client of that language does not stay.
        if transport == "stdio":
            await client.subscribe_resource(feed)
            await client.unsubscribe_resource(feed)
        return
    async with client.listen(tools_list_changed=True, resource_subscriptions=[feed, "file:///etc/passwd"]) as heard:
        assert heard.honored.resource_subscriptions == [feed], heard.honored
        assert not heard.honored.tools_list_changed, heard.honored
        kill = await asyncio.create_subprocess_exec(jarvis, "kill", "--reason", f"heard over {transport}")
        assert await kill.wait() == 0
        async with asyncio.timeout(30):
            async for event in heard:
                assert event.uri == feed, event
                break
    text = (await client.read_resource(feed)).contents[0].text
    assert "kill switch" in text, text


# What each tool that looks is asked with; the client refuses answers that do not keep the schema that was promised.
LOOKS = {
    "find_guest": {"name": "jellyfin"},
    "get_disks": {"node": "NODE"},
    "get_guest_config": {"vmid": 103},
    "get_history": {"node": "NODE"},
    "get_node_log": {"node": "NODE"},
    "get_node_status": {"node": "NODE"},
    "get_snapshots": {"vmid": 103},
    "memory_search": {"words": "jellyfin"},
    "get_guest_status": {"vmid": 103},
}


async def look_at_all(client: Client, tools: list) -> None:
    nodes = (await client.call_tool("get_cluster_status", {})).structured_content["nodes"]
    node = next(node["node"] for node in nodes if node["status"] == "online")
    promised = [tool.name for tool in tools if tool.output_schema is not None]
    assert len(promised) > 15, promised
    for name in promised:
        if name == "get_task_log":
            continue
        given = {key: node if value == "NODE" else value for key, value in LOOKS.get(name, {}).items()}
        answer = await client.call_tool(name, given)
        assert not answer.is_error, (name, answer)


async def converse(client: Client, mode: str) -> None:
    version = "2025-11-25" if mode == "legacy" else "2026-07-28"
    assert client.protocol_version == version, client.protocol_version
    tools = (await client.list_tools()).tools
    names = [tool.name for tool in tools]
    assert names == sorted(names) and "get_vms" in names and "stop_vm" in names, names
    hints = {tool.name: tool.annotations.read_only_hint for tool in tools}
    assert hints["get_vms"] and not hints["stop_vm"], hints
    await look_at_all(client, tools)
    found = await client.call_tool("get_guest_status", {"vmid": 103})
    assert not found.is_error and "jellyfin" in found.content[0].text, found
    assert isinstance(found.structured_content, dict), found
    wrong = await client.call_tool("get_guest_status", {"vmid": "none"})
    assert wrong.is_error, wrong
    resources = (await client.list_resources()).resources
    text = (await client.read_resource(str(resources[0].uri))).contents[0].text
    assert "jellyfin" in text, text
    for resource in resources[1:]:
        json.loads((await client.read_resource(str(resource.uri))).contents[0].text)
    assert [resource.name for resource in resources] == ["cluster", "status", "incidents", "feed"], resources
    prompts = (await client.list_prompts()).prompts
    assert "diagnose" in [prompt.name for prompt in prompts], prompts
    prompt = await client.get_prompt("diagnose", {"thing": "pve1"})
    assert "pve1" in prompt.messages[0].content.text, prompt
    try:
        await client.call_tool("no_such_tool", {})
    except Exception as error:  # the SDK's own kind
        assert "no_such_tool" in str(error), error
    else:
        raise AssertionError("an unknown tool was called")


async def main(jarvis: str, mode: str, transport: str) -> None:
    async with (over_http if transport == "http" else over_pipes)(jarvis) as streams:
        async with Client(streams, mode=mode) as client:
            await converse(client, mode)
            await hear_of_changes(client, jarvis, mode, transport)


asyncio.run(main(*sys.argv[1:4]))
print("well")

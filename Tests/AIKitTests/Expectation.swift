import Testing

/// What one utterance should lead to.
struct Expectation: Sendable, CustomTestStringConvertible {
    var said: String
    /// The calls in their order, as `HomelabTools.spelled` writes them.
    var calls: [String]
    /// What the answer has to contain.
    var facts: [String]
    /// What it must not contain.
    var absent: [String] = []

    init(_ said: String, _ calls: [String], _ facts: [String], not absent: [String] = []) {
        self.said = said
        self.calls = calls
        self.facts = facts
        self.absent = absent
    }

    var testDescription: String { said }

    private static let look = "get_cluster_resources"
    private static let whole = ["get_cluster_status", "get_cluster_resources"]

    static let all = courtesies + health + overviews + subjects + orders + histories

    private static let courtesies = [
        Expectation("hello", [], ["no model is connected"]),
        Expectation("Good morning, Jarvis!", [], ["no model is connected"]),
        Expectation("how are you?", [], ["no model is connected"]),
        Expectation("help", [], ["No model is connected", "start jellyfin", "how full is local-lvm"]),
        Expectation("What can you do?", [], ["restart vm 103"]),
        Expectation("who are you", [], ["I am Jarvis", "No language model is connected"]),
        Expectation("which model are you?", [], ["No language model is connected"]),
        Expectation("thank you", [], ["Not at all"]), Expectation("good night", [], ["Until later"]),
        Expectation("tell me a joke", [], ["third vote"]),
        Expectation("", [], ["none is connected"]),
        Expectation(
            "what is the meaning of life", [look], ["nothing called \"meaning\"", "No model is connected"]),
    ]

    /// Every way of asking how the house is.
    private static let health = [
        "is everything all right?", "Is everything ok", "is everything alright", "is all well?", "all good?",
        "are we good?", "everything fine?", "is the cluster healthy?", "are things in order?",
        "any problems?",
        "are there any issues", "what's wrong?", "what is the matter?", "is anything amiss?",
        "anything on fire?",
        "is anything broken?", "how are things?", "how's everything?", "how is it going?", "what is up?",
        "what needs my attention?", "anything I should know?", "should I be worried?", "sitrep",
        "any warnings?",
    ].map { Expectation($0, whole, ["Not everything is as it should be", "Node agent is offline"]) }

    private static let overviews = [
        Expectation(
            "status", whole,
            [
                "3 of 4 nodes online", "4 of 11 guests running", "quorum present", "Node agent is offline",
                "Memory of pve stands at 90 %", "local-lvm on pve is 92 % full",
            ]),
        Expectation("How is the cluster doing?", whole, ["3 of 4 nodes online"]),
        Expectation("is everything ok?", whole, ["Not everything is as it should be"]),
        Expectation("anything wrong?", whole, ["Node agent is offline"]),
        Expectation("good morning, how are things?", whole, ["3 of 4 nodes online"]),
        Expectation(
            "do we have quorum?", ["get_cluster_status"], ["quorate with 3 of 4 votes", "Absent: agent"]),
        Expectation(
            "which guests are down?", [look],
            ["5 of 11 guests", "nextcloud (105)", "locked (backup)", "plex (110)"],
            not: ["jellyfin (103)", "debian"]),
        Expectation(
            "what is running", [look], ["jellyfin (103) on pve", "gitea (106)", "the state of 2 is unknown"],
            not: ["nextcloud", "legacy"]),
        Expectation("list containers", [look], ["pihole (101)", "jellyfin-test (104)"], not: ["nextcloud"]),
        Expectation("show me all vms please", [look], ["home-assistant (102)"], not: ["pihole", "debian"]),
        Expectation(
            "how many containers are running?", [look], ["3 of 5 containers are running."], not: ["pihole"]),
        Expectation(
            "could you tell me which of my containers are currently not running?", [look],
            ["jellyfin-test (104)", "plex (110)"], not: ["pihole"]),
        Expectation("which nodes are offline", [look], ["3 of 4 nodes", "agent: offline"], not: ["home:"]),
        Expectation("list nodes", [look], ["home: online, CPU 12 %, memory 42 %"]),
        Expectation("are all servers up?", [look], ["3 of 4 nodes are online"]),
        Expectation(
            "how much memory is free?", [look],
            ["pve: 28.0 GiB of 31.0 GiB (90 %) used, 3.0 GiB free", "agent: offline"]),
        Expectation("cpu usage", [look], ["home: 12 % of 20 processors"]),
        Expectation(
            "what version of proxmox are we on?",
            [look, "get_node_status node=agent1", "get_node_status node=home", "get_node_status node=pve"],
            ["pve: pve-manager/9.1.1"]),
        Expectation(
            "storage", ["get_storage"],
            [
                "One storage is getting tight", "local-lvm on pve: 92.0 GiB of 100.0 GiB (92 %)",
                "usb on agent1: unknown, unknown",
            ]),
        Expectation("how much disk space is left?", ["get_storage"], ["nas (shared): 400.0 GiB"]),
        Expectation(
            "what uses the most memory?", [look], ["By memory", "jellyfin (103) on pve: 3.0 GiB of 8.0 GiB"]),
        Expectation("what uses the most cpu on home?", [look], ["home-assistant (102)"], not: ["jellyfin"]),
        Expectation(
            "busiest guests", [look], ["By processor", "jellyfin (103) on pve: 40 % of 4 processors"]),
        Expectation(
            "temperature", ["get_node_temperature"], ["pve (cpu): 82 °C, which is too hot", "home: 54 °C"]),
        Expectation("how hot is pve?", ["get_node_temperature"], ["82 °C"], not: ["home"]),
    ]

    private static let subjects = [
        Expectation(
            "how full is local-lvm?", [look],
            ["local-lvm on pve: 92.0 GiB of 100.0 GiB (92 %)", "local-lvm on home: 50.0 GiB"]),
        Expectation(
            "how full is the nas", [look],
            ["nas (shared) holds 400.0 GiB of 1000.0 GiB (40 %), 600.0 GiB free"]),
        Expectation(
            "what is running on pve?", [look], ["2 of 3 guests on pve are running", "pihole (101)"],
            not: ["gitea"]),
        Expectation("which vms are on home", [look], ["home-assistant (102)"], not: ["gitea"]),
        Expectation(
            "how is pve doing?", [look, "get_node_status node=pve"],
            [
                "pve is online, up for 1 d 1 h", "CPU 50 % of 6 processors", "28.0 GiB of 31.0 GiB (90 %)",
                "root disk unknown",
            ]),
        Expectation("is agent up?", [look], ["agent is offline"]),
        Expectation(
            "is jellyfin running?", [look],
            ["jellyfin (103), a container on pve, is running, up for 2 h 5 min"]),
        Expectation("where is 106", [look], ["gitea (106), a container on agent1"]),
        Expectation(
            "status of home assistant", [look],
            ["home-assistant (102), a virtual machine on home, is running"]),
        Expectation("what about nextcould?", [look], ["nextcloud (105)", "locked for: backup"]),
        Expectation("how is legacy", [look], ["agent, which is offline", "last known state was running"]),
        Expectation("is 112 running", [look], ["guest 112", "unknown"]),
        Expectation("what is 999 doing", [look], ["nothing called \"999\""]),
        Expectation(
            "is plex running?", [look], ["Which do you mean: plex (110) on home, or plex (111) on pve?"]),
        Expectation("is the plex container running?", [look], ["plex (110)"], not: ["111"]),
        Expectation("how long has home been up?", [look, "get_node_status node=home"], ["up for 11 d 13 h"]),
        Expectation("why is agent offline?", [look], ["no tool of mine can tell"]),
        Expectation("list everything on pve", [look], ["3 guests on pve, 2 running", "plex (111)"]),
        Expectation("how is frobnicate?", [look], ["nothing called \"frobnicate\""]),
    ]

    private static let orders = [
        Expectation(
            "start nextcloud", [look, "start_vm vmid=105"],
            ["nextcloud (105) has been started and is running"]),
        Expectation(
            "restart vm 103", [look, "restart_container vmid=103"], ["jellyfin (103) has been restarted"]),
        Expectation(
            "could you please stop pi hole?", [look, "stop_container vmid=101"],
            ["pihole (101) has been stopped"]),
        Expectation(
            "turn jellyfin off", [look, "stop_container vmid=103"], ["jellyfin (103) has been stopped"]),
        Expectation(
            "shut down home-assistant and gitea", [look, "stop_vm vmid=102", "stop_container vmid=106"],
            ["home-assistant (102) has been stopped", "gitea (106) has been stopped"]),
        Expectation("jellyfin restart", [look, "restart_container vmid=103"], ["restarted"]),
        Expectation("start backup", [look, "start_vm vmid=107"], ["backup (107) has been started"]),
        Expectation("start jellyfin", [look], ["running on pve already"]),
        Expectation("stop nextcloud", [look], ["stopped on agent1 already"]),
        Expectation("start plex", [look], ["Which do you mean: plex (110) on home, or plex (111) on pve?"]),
        Expectation("start nextcould", [look], ["Which do you mean: nextcloud (105) on agent1?"]),
        Expectation("start debian-template", [look], ["is a template"]),
        Expectation("reboot pve", [look], ["pve is a node", "not mine to restart"]),
        Expectation("stop 999", [look], ["no guest \"999\"", "nothing was done"]),
        Expectation("stop everything", [], ["one at a time"]), Expectation("start", [look], ["Start what"]),
        Expectation("don't stop jellyfin", [], ["leave everything exactly as it is"]),
        Expectation("how do I start a vm?", [], ["none is connected"]),
        Expectation("what happens if I stop jellyfin?", [], ["none is connected"]),
        Expectation("delete 103", [], ["no tool to delete"]),
        Expectation("migrate 103 to home", [], ["no tool to migrate"]),
        Expectation("back up jellyfin please", [], ["no tool to make a backup"]),
    ]

    private static let histories = [
        Expectation(
            "recent tasks", ["get_recent_tasks"],
            [
                "start of 105 on agent1 by root@pam, 2 h 0 min ago: VM is locked (backup)",
                "backup on home by root@pam, 10 min ago: still running",
            ]),
        Expectation(
            "did anything fail?", ["get_recent_tasks"], ["VM is locked (backup)"],
            not: ["vzdump", "shutdown"]),
        Expectation("which tasks are running", ["get_recent_tasks"], ["backup on home"], not: ["105"]),
        Expectation("tasks on agent1", ["get_recent_tasks"], ["start of 105"], not: ["104"]),
        Expectation(
            "why did the backup fail?", ["get_recent_tasks"], ["No task has failed, of one task in sight"]),
        Expectation(
            "who stopped jellyfin-test?", [look, "get_recent_tasks vmid=104"], ["by order of anna@pve"]),
        Expectation("what happened today?", ["get_recent_tasks"], ["shutdown of 104"]),
        Expectation(
            "why did 105 fail?", [look, "get_recent_tasks vmid=105"],
            [
                "nextcloud (105) is stopped on agent1", "The last failure: start of 105",
                "VM is locked (backup)",
            ]),
        Expectation(
            "why is jellyfin-test down", [look, "get_recent_tasks vmid=104"],
            ["stopped by order of anna@pve, 1 d 0 h ago"]),
        Expectation(
            "what happened to gitea?", [look, "get_recent_tasks vmid=106"],
            ["The task log says nothing about it"]),
        Expectation(
            "when was jellyfin last backed up?", [look, "get_backups vmid=103"],
            ["3 h 0 min ago to nas, 2.0 GiB", "2 backups in all"]),
        Expectation(
            "is gitea backed up", [look, "get_backups vmid=106"], ["no backup of gitea (106) at all"]),
        Expectation(
            "which guests have no backup?", ["get_backups", look],
            ["nextcloud (105)", "home-assistant (102): 2 d 0 h ago"], not: ["debian"]),
    ]
}

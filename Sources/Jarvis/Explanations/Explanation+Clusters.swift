extension Explanation {
    /// About clusters, networks.
    static let aboutClusters: [Explanation] = [
        Explanation(
            "J-PVE-100",
            cause: "No answer came from any entry node: the network, a firewall, or the machine itself.",
            remedy:
                "Look whether the node is up and port 8006 open from here; `jarvis doctor` tries each entry node by itself."
        ),
        Explanation(
            "J-PVE-101",
            cause: "The certificate is signed by nobody whom this system knows, or for another name.",
            remedy:
                "Compare the fingerprint on the node (`pvenode cert info`), then accept it with the `jarvis trust` line of the message."
        ),
        Explanation(
            "J-PVE-102",
            cause:
                "The certificate is another than the one that was accepted: renewed, or somebody stands between.",
            remedy:
                "If it was renewed on purpose, accept the new one with `jarvis trust`; if not, find out who answers there first."
        ),
        Explanation(
            "J-PVE-103",
            cause: "The configuration names no entry node, or one that may not be asked in the clear.",
            remedy: "Mend the `clusters` section; `jarvis config check` names file and line."),
        Explanation(
            "J-PVE-104",
            cause:
                "The node did not answer a moment ago and is spared for a while, so that nobody waits for it each time.",
            remedy: "Wait for the time in the message; the node itself is the matter, not the question."),
        Explanation(
            "J-PVE-105",
            cause: "What came back is no answer of the Proxmox API: a web page, half a document, nothing.",
            remedy:
                "Check that the address is a node of Proxmox VE itself, on port 8006, with no portal or proxy before it."
        ),
        Explanation(
            "J-PVE-106",
            cause: "The question was taken back before the answer came.",
            remedy: "Ask again, if it is still wanted."),
        Explanation(
            "J-PVE-107",
            cause: "The password was right, and the account wants a second factor.",
            remedy: "Use an API token, which needs none, or give the code when asked."),
        Explanation(
            "J-PVE-400",
            cause: "Proxmox does not take a value of the call.",
            remedy: "The message names the parameter; an older or newer Proxmox VE may know other values."),
        Explanation(
            "J-PVE-401",
            cause: "The token, password or ticket is wrong, expired, or of another realm.",
            remedy:
                "Check the id with its realm (user@pam!name) and the secret; make a new token where it was revoked."
        ),
        Explanation(
            "J-PVE-403",
            cause: "The account may not do this.",
            remedy:
                "Give token and user the role that the message names; PVEAuditor to look, PVEVMAdmin to act on guests. A token has its own rights."
        ),
        Explanation(
            "J-PVE-501",
            cause: "This version of Proxmox VE has no such call.",
            remedy: "Compare `pveversion` of the nodes; update the older one."),
        Explanation(
            "J-PVE-510",
            cause: "There is no such guest on that node; it may have moved or been removed.",
            remedy: "Look again: the list of the cluster is some seconds old."),
        Explanation(
            "J-PVE-511",
            cause: "The cluster has no node of that name.",
            remedy: "It may have left or been renamed; take it out of the configuration, or mend the name."),
        Explanation(
            "J-PVE-512",
            cause: "The cluster has lost its majority and refuses every change.",
            remedy: "Bring nodes or the quorum device back before anything else; reading goes on."),
        Explanation(
            "J-PVE-513",
            cause: "Another operation holds the guest: a backup, a snapshot, a migration.",
            remedy:
                "Wait for it. A lock that was left behind is cleared with `qm unlock` or `pct unlock` on the node."
        ),
        Explanation(
            "J-PVE-595",
            cause: "The entry node answers and cannot reach the node that should.",
            remedy: "Only that node is concerned: look at its power, its network and pveproxy."),
        Explanation(
            "J-PVE-500",
            cause: "Proxmox said no in its own words, which stand in the message.",
            remedy: "Read them first; the task log and the journal of the node tell more."),
        Explanation(
            "J-NET-01",
            cause: "The host name means nothing here.",
            remedy: "Check its spelling and the DNS of this machine, or write the address."),
        Explanation(
            "J-NET-02",
            cause: "The connection was refused, or there is no way to it.",
            remedy: "Check that the service runs and listens on that port, and the firewalls between."),
        Explanation(
            "J-NET-03",
            cause: "The proxy that a variable of the environment names does not take the connection.",
            remedy: "Unset the variable for this host with no_proxy, or mend the proxy."),
        Explanation(
            "J-NET-04",
            cause: "The other side was silent for too long.",
            remedy: "Look at its load and at the way to it; ask again."),
        Explanation(
            "J-NET-05",
            cause: "The certificate is not the one that was accepted; nothing was sent.",
            remedy: "If it was renewed on purpose, accept the new fingerprint."),
        Explanation(
            "J-NET-06",
            cause: "The certificate is not believed.",
            remedy: "Name the authority that signed it, or accept its fingerprint."),
        Explanation(
            "J-NET-07",
            cause: "The connection broke in the middle, or the other side speaks no TLS or HTTP.",
            remedy: "Check the port and whether it is https; ask again."),
        Explanation(
            "J-NET-08",
            cause: "The answer is larger than anybody needs.",
            remedy: "Ask for less; or something else than expected answers there."),
        Explanation(
            "J-NET-09",
            cause: "One part of a stream is longer than any should be.",
            remedy: "Look at the server: it does not send what it says it does."),
        Explanation(
            "J-NET-10",
            cause: "The address, a header or a file of the request cannot be used.",
            remedy: "Mend the address in the configuration."),
        Explanation(
            "J-NET-11",
            cause: "The request was taken back.",
            remedy: "Ask again, if it is still wanted."),
    ]
}

import Text

/// Who an account is, by Proxmox's grammar: `USER@REALM`, of a token with `!NAME` behind it.
///
/// Source: pve_verify_tokenid, https://github.com/proxmox/pve-access-control/blob/master/src/PVE/AccessControl.pm
package enum AccountName {
    /// What is wrong with a token's id, without any of it; `nil` when it is right.
    static func fault(ofToken text: String) -> String? {
        if text.lowercased().contains("pveapitoken") || text.contains("=") {
            return
                "there is more here than the token's id: what stands behind the last = is its secret; write "
                + "USER@REALM!NAME here and the secret where `secret` says, and make a new one if others may read this file"
        }
        if text.isUUID {
            return
                "this looks like a token's secret and not like its id, USER@REALM!NAME; the secret goes where "
                + "`secret` says"
        }
        if let blank = blank(text) { return blank }
        let parts = text.split(separator: "!", omittingEmptySubsequences: false)
        guard parts.count == 2, isUser(parts[0]), isWord(parts[1]) else {
            return "a token id looks like jarvis@pve!tui"
        }
        return nil
    }

    /// What is wrong with a user's name; `nil` when it is right.
    static func fault(ofUser text: String) -> String? {
        if let blank = blank(text) { return blank }
        if text.contains("!") {
            return "this is the id of a token: write it as token: {id: …, secret: …} and not as a user"
        }
        return isUser(text[...]) ? nil : "write the realm too, such as root@pam"
    }

    /// Id and secret of a token that were given in one, as Proxmox's own header has them:
    /// `PVEAPIToken=USER@REALM!NAME=SECRET`, with or without its beginning.
    package static func split(_ text: String) -> (id: String, secret: String)? {
        var rest = text.filter { !$0.isWhitespace }[...]
        for beginning in ["Authorization:", "PVEAPIToken="] where rest.hasPrefix(beginning) {
            rest = rest.dropFirst(beginning.count)
        }
        guard let mark = rest.firstIndex(of: "=") else { return nil }
        let id = String(rest[..<mark])
        let secret = String(rest[rest.index(after: mark)...])
        guard fault(ofToken: id) == nil, !secret.isEmpty else { return nil }
        return (id, secret)
    }

    private static func blank(_ text: String) -> String? {
        let isBlank = text.unicodeScalars.contains {
            $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0xFEFF
        }
        return isBlank ? "there is a blank, a line's end or an invisible character in it; take it out" : nil
    }

    private static func isUser(_ text: Substring) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let name = text[..<at]
        return !name.isEmpty && !name.contains { ":/!".contains($0) }
            && isWord(text[text.index(after: at)...])
    }

    /// A realm or a token's name: a letter, then letters, digits, `.`, `-` and `_`.
    private static func isWord(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
    }
}

extension String {
    /// Whether this is a UUID and nothing else, as the secrets of Proxmox are.
    var isUUID: Bool {
        let groups = split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// Whether this is a secret by its looks, and no name or path of one.
    var looksLikeSecret: Bool { isUUID || coveringSecrets != self }
}

import COpenSSL

/// Keys and certificates as text: RFC 7468.
enum PEM {
    /// What OpenSSL writes into a buffer in memory.
    static func text(_ write: (OpaquePointer?) -> Int32) -> String {
        guard let buffer = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(buffer) }
        guard write(buffer) == 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(buffer))
        let count = BIO_read(buffer, &bytes, Int32(bytes.count))
        return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
    }

    /// What OpenSSL reads out of a text.
    static func read(_ text: String, _ read: (OpaquePointer?) -> OpaquePointer?) -> OpaquePointer? {
        let bytes = Array(text.utf8)
        guard let buffer = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return nil }
        defer { BIO_free(buffer) }
        return read(buffer)
    }
}

import HTTP

extension APICall {
    /// The request for one endpoint: parameters in the query of GET and DELETE, which may have no body, else
    /// in a form.
    func request(
        to endpoint: Endpoint, headers: [HTTPHeader], limits: HTTPLimits, trust: TLSTrust
    ) -> HTTPRequest {
        var url = endpoint.root
        for segment in segments { url += "/" + segment.percentEncoded }
        let form = parameters.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
            .joined(separator: "&")
        var request = HTTPRequest(method, url, headers: headers, limits: limits, trust: trust)
        switch method {
        case .get, .delete:
            request.acceptsCompression = method == .get
            if !form.isEmpty { request.url += "?" + form }
        case .post, .put:
            request.headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
            request.body = Array(form.utf8)
        }
        return request
    }
}

extension String {
    /// Everything but the unreserved characters of RFC 3986 §2.3 as `%XX`.
    var percentEncoded: String {
        var encoded = ""
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.count == 1 ? "%0" + hex : "%" + hex
            }
        }
        return encoded
    }

    /// Resolves `%XX`; anything else stays.
    var percentDecoded: String {
        var decoded: [UInt8] = []
        var rest = Substring(self).utf8
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                decoded.append(value)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}

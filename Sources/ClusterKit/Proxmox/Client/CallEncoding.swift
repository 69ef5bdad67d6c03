import HTTP
import Text

extension APICall {
    /// The request for one endpoint: parameters in the query of GET and DELETE, which may have no body, else
    /// in a form.
    func request(
        to endpoint: Endpoint, headers: [HTTPHeader], limits: HTTPLimits, trust: TLSTrust
    ) -> HTTPRequest {
        var url = endpoint.root
        for segment in segments { url += "/" + PercentCoding.encoded(segment) }
        let form = parameters.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
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

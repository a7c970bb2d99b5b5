package io.flashsale.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What programs send along with the calls that the page makes by {@code fetch}. */
final class Looks {
    /** The generator stands where a trusted balancer would, which writes down where each client is. */
    static final String ADDRESS = "X-Forwarded-For";

    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
    private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

    private Looks() {}

    /** Browsers, by turns. */
    static Map<String, String> browser(int index, String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put(
                "Accept-Language",
                List.of("en-GB,en;q=0.9", "de,en-US;q=0.7,en;q=0.3", "fr-FR,fr;q=0.9")
                        .get(index % 3));
        headers.put("Accept-Encoding", "gzip, deflate, br, zstd");
        headers.put("Origin", origin);
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Sec-Fetch-Mode", "cors");
        headers.put("Sec-Fetch-Dest", "empty");
        switch (index % 5) {
            case 0 -> headers.put("User-Agent", FIREFOX);
            case 1 -> headers.put("User-Agent", SAFARI);
            default -> {
                headers.put("User-Agent", CHROME);
                headers.put(
                        "Sec-CH-UA", "\"Chromium\";v=\"141\", \"Google Chrome\";v=\"141\", \"Not?A_Brand\";v=\"8\"");
                headers.put("Sec-CH-UA-Mobile", "?0");
                headers.put("Sec-CH-UA-Platform", "\"Windows\"");
            }
        }
        return headers;
    }

    /** Libraries and tools that say what they are, by turns. */
    static Map<String, String> library(int index) {
        return new LinkedHashMap<>(
                switch (index % 3) {
                    case 0 ->
                        Map.of(
                                "User-Agent",
                                "python-requests/2.32.5",
                                "Accept",
                                "*/*",
                                "Accept-Encoding",
                                "gzip, deflate");
                    case 1 -> Map.of("User-Agent", "Go-http-client/1.1", "Accept-Encoding", "gzip");
                    default -> Map.of("User-Agent", "curl/8.14.1", "Accept", "*/*");
                });
    }

    /** A library that gives a browser's name and nothing else that a browser sends. */
    static Map<String, String> carelessDisguise() {
        return new LinkedHashMap<>(Map.of("User-Agent", CHROME, "Accept", "*/*", "Accept-Encoding", "gzip, deflate"));
    }

    /** The headers behind a proxy for hire, which tells of itself what a browser's own proxy would not. */
    static Map<String, String> throughTalkativeProxy(Map<String, String> headers) {
        headers.put("Via", "1.1 squid");
        headers.put("Proxy-Connection", "keep-alive");
        return headers;
    }

    /** The headers behind a company's proxy, which does as the standard asks. */
    static Map<String, String> throughCompanyProxy(Map<String, String> headers) {
        headers.put("Via", "1.1 proxy.example.com");
        return headers;
    }

    /** The headers as a privacy tool leaves them. */
    static Map<String, String> withoutLanguage(Map<String, String> headers) {
        headers.remove("Accept-Language");
        return headers;
    }
}

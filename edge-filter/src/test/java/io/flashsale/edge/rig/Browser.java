package io.flashsale.edge.rig;

import io.vertx.core.MultiMap;

/** What a browser sends when the page's script makes a call. */
public final class Browser {

    private Browser() {}

    public static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .add(
                        "User-Agent",
                        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36")
                .add("Accept", "*/*")
                .add("Accept-Language", "en-GB,en;q=0.9")
                .add("Accept-Encoding", "gzip, deflate, br, zstd")
                .add("Origin", "https://shop.example.com")
                .add("Sec-CH-UA", "\"Chromium\";v=\"141\", \"Not?A_Brand\";v=\"8\"")
                .add("Sec-Fetch-Site", "same-origin")
                .add("Sec-Fetch-Mode", "cors")
                .add("Sec-Fetch-Dest", "empty");
    }
}

package io.flashsale.edge.scoring;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** What a request's headers say of the program that sent it. Weak signs: any program can send what a browser sends. */
final class HeaderSigns {

    private static final CharSequence SEC_FETCH_MODE = HttpHeaders.createOptimized("Sec-Fetch-Mode");
    private static final CharSequence SEC_CH_UA = HttpHeaders.createOptimized("Sec-CH-UA");

    /** {@code Origin} too: a click and a request for a pass are POSTs of a page's script. */
    private static final CharSequence[] SENT_BY_EVERY_BROWSER = {
        HttpHeaders.USER_AGENT,
        HttpHeaders.ACCEPT,
        HttpHeaders.ACCEPT_LANGUAGE,
        HttpHeaders.ACCEPT_ENCODING,
        HttpHeaders.ORIGIN
    };

    private HeaderSigns() {}

    /** Headers that every browser sends and this request has not. */
    static int missing(MultiMap headers) {
        int missing = 0;
        for (CharSequence name : SENT_BY_EVERY_BROWSER) {
            if (!headers.contains(name)) {
                missing++;
            }
        }
        return missing;
    }

    /** Combinations that no browser sends when a page's script makes a call. */
    static int impossible(MultiMap headers) {
        int impossible = 0;
        String agent = headers.get(HttpHeaders.USER_AGENT);
        if (agent != null
                && agent.startsWith("Mozilla/")
                && !(headers.contains(HttpHeaders.ACCEPT_LANGUAGE) && headers.contains(HttpHeaders.ACCEPT_ENCODING))) {
            impossible++;
        }
        if ("navigate".equals(headers.get(SEC_FETCH_MODE))) {
            impossible++;
        }
        if (headers.contains(SEC_CH_UA) && (agent == null || !agent.contains("Chrome/"))) {
            impossible++;
        }
        return impossible;
    }
}

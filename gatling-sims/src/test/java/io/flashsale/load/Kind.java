package io.flashsale.load;

/** Who is in a mixed crowd. */
enum Kind {
    /** Somebody at the page. */
    PERSON("people", "people", Work.IN_A_BROWSER, 1),
    /** Asks for a pass and clicks 50 times a second, from a second before the opening on, in a browser's guise. */
    HAMMERER("hammerers", "bots, 50 clicks/s", Work.ON_A_SERVER, 4),
    /** Many accounts of one owner behind few addresses, which click as soon as they have a pass, in a browser's guise. */
    SHARER("sharers", "bots, few addresses", Work.ON_A_SERVER, 2),
    /** A script that never saw the page, with a library's headers, a careless disguise, or through talkative proxies. */
    SKIPPER("skippers", "bots, page skipped", Work.NONE, 0);

    private final String key;
    private final String title;
    private final Work work;
    private final int oneIn;

    Kind(String key, String title, Work work, int oneIn) {
        this.key = key;
        this.title = title;
        this.work = work;
        this.oneIn = oneIn;
    }

    /** How a challenge is solved. */
    enum Work {
        /** Not at all. */
        NONE,
        /** By the page's worker, which takes its time. */
        IN_A_BROWSER,
        /** As fast as a processor can that all bots share. */
        ON_A_SERVER
    }

    /** The kind in figures. */
    String key() {
        return key;
    }

    /** The kind in tables. */
    String title() {
        return title;
    }

    boolean isBot() {
        return this != PERSON;
    }

    /** How the {@code index}th of this kind solves challenges: one in so many does. */
    Work workOf(int index) {
        return oneIn > 0 && index % oneIn == 0 ? work : Work.NONE;
    }
}

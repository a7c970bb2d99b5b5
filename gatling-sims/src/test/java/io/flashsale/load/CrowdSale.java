package io.flashsale.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A sale of a {@link MixedCrowd}, with the crowd that comes to it. */
final class CrowdSale {
    private final String title;
    private final List<Member> members;
    private final List<Seat> seats;
    private final AtomicInteger taken = new AtomicInteger();
    private final Tally tally;
    private volatile DemoSale sale;

    /** @param name begins the names of its buyers, which nobody had before */
    CrowdSale(String title, String name, List<Traits> crowd, Tally tally) {
        this.title = title;
        this.members = IntStream.range(0, crowd.size())
                .mapToObj(i -> new Member(name + '-' + i, crowd.get(i)))
                .toList();
        List<Seat> all = new ArrayList<>();
        for (Member member : members) {
            for (int hand = 0; hand < member.traits().hands(); hand++) {
                all.add(new Seat(member, hand));
            }
        }
        // In an order of no meaning, so that kinds do not arrive one after the other.
        Collections.shuffle(all, new Random(1));
        this.seats = all;
        this.tally = tally;
    }

    /** Has an operator open it. */
    void open(RunEnv env, LoadSettings settings, Instant opensAt) {
        sale = DemoSale.create(env, title, settings, opensAt);
    }

    /** The sale, once it was opened; null before. */
    DemoSale sale() {
        return sale;
    }

    int seats() {
        return seats.size();
    }

    Seat nextSeat() {
        return seats.get(taken.getAndIncrement());
    }

    List<Member> members() {
        return members;
    }

    Tally tally() {
        return tally;
    }
}

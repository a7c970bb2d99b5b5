package io.flashsale.e2e;

import io.flashsale.e2e.Api.Buyer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Signed-in buyers who click Buy three times each. */
record Crowd(Api api, List<Buyer> buyers) {

    private static final int CLICKS = 3;

    static Crowd signIn(Api api, int size, String prefix) {
        List<Future<Buyer>> arriving = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            arriving.add(api.signIn(prefix + "-" + i));
        }
        return new Crowd(api, results(arriving));
    }

    /**
     * What each buyer's clicks were answered.
     *
     * @param arrival over which the buyers come, evenly; zero: all at once
     */
    Map<Buyer, List<Answer>> clickThreeTimes(String saleId, Duration arrival) {
        List<String> passes =
                results(buyers.stream().map(buyer -> api.pass(buyer, saleId)).toList());
        List<Future<List<Answer>>> clicking = new ArrayList<>();
        for (int i = 0; i < buyers.size(); i++) {
            Buyer buyer = buyers.get(i);
            String pass = passes.get(i);
            Duration wait = arrival.multipliedBy(i).dividedBy(buyers.size());
            clicking.add(api.after(wait).compose(waited -> clickThreeTimes(buyer, saleId, pass)));
        }
        List<List<Answer>> answers = results(clicking);
        Map<Buyer, List<Answer>> byBuyer = new LinkedHashMap<>();
        for (int i = 0; i < buyers.size(); i++) {
            byBuyer.put(buyers.get(i), answers.get(i));
        }
        return byBuyer;
    }

    private Future<List<Answer>> clickThreeTimes(Buyer buyer, String saleId, String pass) {
        List<Future<Answer>> clicks = Stream.generate(() -> api.buy(buyer, saleId, pass))
                .limit(CLICKS)
                .toList();
        return Future.all(clicks)
                .map(done -> clicks.stream().map(Future::result).toList());
    }

    private static <T> List<T> results(List<Future<T>> futures) {
        Api.await(Future.all(futures));
        return futures.stream().map(Future::result).toList();
    }
}

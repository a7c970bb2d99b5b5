package io.flashsale.model.sale;

import io.flashsale.model.Reservation;
import java.util.ArrayList;
import java.util.List;

/** The reservations topic: append-only partitions, and how far order-service has committed each of them. */
final class ReservationLog {

    static final int PARTITIONS = 2;

    private final List<List<Reservation>> partitions = List.of(new ArrayList<>(), new ArrayList<>());
    private final int[] committed = new int[PARTITIONS];

    void append(Reservation reservation) {
        partitions
                .get(Math.floorMod(reservation.orderId().hashCode(), PARTITIONS))
                .add(reservation);
    }

    /** The next records after the committed offset, at most {@code limit}. */
    List<Reservation> poll(int partition, int limit) {
        List<Reservation> records = partitions.get(partition);
        return records.stream().skip(committed[partition]).limit(limit).toList();
    }

    void commit(int partition, int records) {
        committed[partition] += records;
    }

    /** Records that were committed before, as a consumer sees them that has not heard of a rebalance. */
    List<Reservation> committed(int partition) {
        return List.copyOf(partitions.get(partition).subList(0, committed[partition]));
    }

    int[] endOffsets() {
        return partitions.stream().mapToInt(List::size).toArray();
    }

    boolean isCommittedTo(int[] offsets) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (committed[partition] < offsets[partition]) {
                return false;
            }
        }
        return true;
    }

    boolean contains(String orderId) {
        return partitions.stream().flatMap(List::stream).anyMatch(record -> record.orderId()
                .equals(orderId));
    }
}

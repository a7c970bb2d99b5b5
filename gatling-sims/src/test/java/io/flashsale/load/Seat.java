package io.flashsale.load;

/** A hand of a buyer: what a virtual user plays. */
record Seat(Member member, int hand) {}

package io.flashsale.edge.contending;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContenderBookTest {

    private final ContenderBook book = new ContenderBook();

    @Test
    void aSaleThatBecomesKnownKeepsItsContenders() {
        Contenders before = book.of("sale1");
        assertThat(book.of("sale1")).isSameAs(before);
        assertThat(book.open("sale1")).isSameAs(before);
        assertThat(book.of("sale1")).isSameAs(before);
    }

    @Test
    void unknownSalesBeyondTheBoundPushOutTheOldestOfThemAndNoKnownOne() {
        Contenders known = book.open("known");
        Contenders first = book.of("unknown0");
        Contenders second = book.of("unknown1");
        for (int i = 2; i <= ContenderBook.MOST_UNKNOWN; i++) {
            book.of("unknown" + i);
        }
        assertThat(book.of("known")).isSameAs(known);
        assertThat(book.of("unknown1")).isSameAs(second);
        assertThat(book.of("unknown0")).isNotSameAs(first);
    }

    @Test
    void aForgottenSaleStartsAfresh() {
        Contenders before = book.open("sale1");
        book.forget("sale1");
        assertThat(book.of("sale1")).isNotSameAs(before);
    }
}

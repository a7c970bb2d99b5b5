package io.flashsale.inventory.selling;

/** Directories for tests of other packages. */
public final class Directories {

    private Directories() {}

    /** What an instance knows that has just been started. */
    public static SaleDirectory unread(SaleRepository sales) {
        return new SaleDirectory(sales);
    }
}

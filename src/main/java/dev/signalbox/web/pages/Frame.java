package dev.signalbox.web.pages;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title of the page, for its heading and the window
 * @param nav which entry of the navigation is the current one, or empty
 * @param here the page's own address, to come back to
 * @param name the reviewer's name, once given
 */
public record Frame(
        String title,
        String nav,
        String here,
        @Nullable String name,
        @Nullable Notice notice) {

    /** The same page, found at another address. */
    public Frame at(String address) {
        return new Frame(title, nav, address, name, notice);
    }
}

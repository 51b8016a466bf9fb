package dev.signalbox.web.pages;

/**
 * What just happened, told once at the top of a page.
 *
 * @param text a sentence
 * @param tone how it is meant
 */
public record Notice(String text, Tone tone) {

    /** DONE: it worked. REFUSED: it did not, and the page says what to do. */
    public enum Tone {
        DONE,
        REFUSED
    }

    public static Notice done(String text) {
        return new Notice(text, Tone.DONE);
    }

    public static Notice refused(String text) {
        return new Notice(text, Tone.REFUSED);
    }
}

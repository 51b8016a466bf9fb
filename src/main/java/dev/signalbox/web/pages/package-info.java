/** The pages that people work with: what each shows, made from the services, and the forms that act. */
@NullMarked
package dev.signalbox.web.pages;

import org.jspecify.annotations.NullMarked;

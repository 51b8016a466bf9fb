/** The composition root. Data flows one way: web, intake, decision, plan, then execution or review, then outcome. */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;

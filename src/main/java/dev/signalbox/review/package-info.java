/** People doing HUMAN steps: queues, claims, answers. */
@NullMarked
package dev.signalbox.review;

import org.jspecify.annotations.NullMarked;

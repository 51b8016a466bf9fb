package dev.signalbox.sim;

import org.jspecify.annotations.Nullable;

/**
 * Something that is about to happen.
 *
 * @param node where; null outside the nodes
 * @param life it dies with this; null for a message, which whoever lives there then gets
 * @param writing whether it is a node's writer at work
 */
record Event(@Nullable Node node, Node.@Nullable Life life, boolean writing, Runnable what) {

    boolean isDead() {
        return node != null && (node.life() == null || (life != null && node.life() != life));
    }

    boolean isHeldUp() {
        return node != null && (node.paused || node.writing);
    }
}

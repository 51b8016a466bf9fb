/** HTTP: the API and the pages. The only room that imports Vert.x. */
@NullMarked
package dev.signalbox.web;

import org.jspecify.annotations.NullMarked;

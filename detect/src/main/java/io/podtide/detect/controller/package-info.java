/** Follows what makes pods: controllers that cannot create them, Jobs that give up. */
@NullMarked
package io.podtide.detect.controller;

import org.jspecify.annotations.NullMarked;

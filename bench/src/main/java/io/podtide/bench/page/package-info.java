/** Measures the page between real processes: the shipped command with a filled history, and a headless Chromium. */
@NullMarked
package io.podtide.bench.page;

import org.jspecify.annotations.NullMarked;

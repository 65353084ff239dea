package io.podtide.simulate.take;

/**
 * A scene that several clusters may show at once, since what fails in it is theirs together.
 *
 * @param thing the registry or the image; it has its recorded name wherever the scene is shown
 */
public record SharedScene(Scene scene, String thing) {}

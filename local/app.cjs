// npm packs the file that "main" names: this one, so that dist/main.js stays out of the package. func start and serve load it.
require('../dist/main.js');

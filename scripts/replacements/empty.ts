// An optional package that is left out: whoever asks for something of it gets undefined.
export {}

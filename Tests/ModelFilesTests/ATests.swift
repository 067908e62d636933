import ModelFiles
